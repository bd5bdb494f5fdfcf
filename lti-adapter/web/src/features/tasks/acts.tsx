// What one can do with a task now: each role sees its own acts.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { isOver, isWithTeacher, LearningTaskService, refreshTasks, Side, standsBehind, taskSideOf, TaskState, type Task } from "../../triangle/tasks";
import "../../shared/ui/choices.css";

type Step = "agree" | "submit" | "start" | "deliver" | "close";

const stepKey = { agree: "act.agree_task", submit: "act.submit_task", start: "act.start_task", deliver: "act.deliver_task", close: "act.close_task" } as const;

/** What this side can do besides writing, the most likely first. */
export function stepsOf(task: Task, side: Side): Step[] {
  const steps: Step[] = [];
  const waits = isWithTeacher(task) || isOver(task);
  if (side === Side.STUDENT && !waits && (task.submissions.length === 0 || task.changedSinceSubmission)) steps.push("submit");
  if (side === Side.STUDENT && !task.changedSinceSubmission && task.state === TaskState.ADEQUATE) steps.push("start");
  if (side === Side.STUDENT && !task.changedSinceSubmission && task.state === TaskState.IN_PROGRESS) steps.push("deliver");
  if (side === Side.PROGRAMME && task.state === TaskState.DELIVERED) steps.push("close");
  if (side !== Side.SIDE_UNSPECIFIED && !isOver(task) && !standsBehind(task, side)) steps.push("agree");
  return steps;
}

export function Acts({ task, onEdit }: { task: Task; onEdit: () => void }) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const side = taskSideOf(useSession().role);
  const steps = stepsOf(task, side);
  const edits = side !== Side.SIDE_UNSPECIFIED && !isOver(task) && !isWithTeacher(task);
  const act = useAct(
    (step: Step, requestId) => {
      const of = { name: task.name, etag: task.etag, requestId };
      switch (step) {
        case "agree": return client.agreeLearningTask(of);
        case "submit": return client.submitLearningTask(of);
        case "start": return client.startLearningTask(of);
        case "deliver": return client.deliverLearningTask(of);
        case "close": return client.closeLearningTask(of);
      }
    },
    (answer, step) => {
      toast(step === "submit" ? t("done.task_submitted", { name: answer.labels?.teacher || t("taskside.programme") }) : step === "agree" ? t("done.task_agreed") : t("done.task_saved"));
      refreshTasks(cache, answer);
    },
  );
  if (steps.length === 0 && !edits) return null;
  return (
    <div class="stack tight">
      <Trouble error={act.error} />
      <div class="row">
        {steps.map((step, index) => <button key={step} type="button" class={index === 0 ? "btn" : "btn two"} disabled={act.busy} onClick={() => act.run(step)}>{t(stepKey[step])}</button>)}
        {edits && <button type="button" class={steps.length === 0 ? "btn" : "btn two"} onClick={onEdit}>{t("act.edit_task")}</button>}
      </div>
    </div>
  );
}

const figures = [1, 2, 3, 4, 5] as const;

/** The supervisor says how real and how useful the work is. */
export function RateForm({ task }: { task: Task }) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const [authenticity, setAuthenticity] = useState(task.rating?.authenticity ?? 0);
  const [usefulness, setUsefulness] = useState(task.rating?.usefulness ?? 0);
  const [note, setNote] = useState(task.rating?.note ?? "");
  const act = useAct(
    (_: undefined, requestId) => client.rateLearningTask({ name: task.name, rating: { authenticity, usefulness, note: note.trim() }, etag: task.etag, requestId }),
    (answer) => {
      toast(t("done.task_rated"));
      refreshTasks(cache, answer);
    },
  );
  return (
    <form class="card" aria-labelledby="rate" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <div class="head"><h2 id="rate">{t("rate.title")}</h2><span class="xs qq">{t("rate.low")}, {t("rate.high")}</span></div>
      <Figures name="authenticity" label={t("rate.authenticity")} value={authenticity} onValue={setAuthenticity} />
      <Figures name="usefulness" label={t("rate.usefulness")} value={usefulness} onValue={setUsefulness} />
      <TextArea label={t("rate.note")} hint={t("optional")} value={note} onValue={setNote} maxLength={1000} />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || authenticity === 0 || usefulness === 0}>{t("act.rate_task")}</button></div>
    </form>
  );
}

function Figures({ name, label, value, onValue }: { name: string; label: string; value: number; onValue: (value: number) => void }) {
  return (
    <fieldset class="tkout">
      <legend class="lab">{label}</legend>
      <div class="seg">{figures.map((figure) => <label key={figure}><input type="radio" name={name} checked={value === figure} onChange={() => onValue(figure)} />{figure}</label>)}</div>
    </fieldset>
  );
}

/** The practice office says whether the task suits the goals. */
export function AdviceForm({ task }: { task: Task }) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.adviseLearningTask({ name: task.name, text: text.trim(), etag: task.etag, requestId }),
    (answer) => {
      toast(t("done.advice"));
      refreshTasks(cache, answer);
    },
  );
  return (
    <form class="card" aria-labelledby="advice" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="advice">{t("task.advice")}</h2>
      <TextArea label={t("advice.text")} value={text} onValue={setText} maxLength={2000} required />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || text.trim() === ""}>{t("act.advise_task")}</button></div>
    </form>
  );
}
