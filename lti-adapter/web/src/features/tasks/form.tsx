// Writing a learning task: what it is, what it is for, and which outcomes it works on.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "preact/hooks";
import { LearningTask_ContentSchema } from "../../gen/driehoek/v1/learning_task_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { LearningTaskService, refreshTasks, taskHref, TaskRoute, type Plan, type Task, type TaskContent } from "../../triangle/tasks";
import { routeKey, taskRoutes } from "../../triangle/task_words";
import { LevelGuide } from "./level_guide";
import "../../shared/ui/choices.css";

const levels = ["0", "1", "2", "3", "4"] as const;

interface Props {
  readonly plan: Plan;
  /** The task to change; none: a new one. */
  readonly task?: Task;
  readonly onClose: () => void;
}

export function TaskForm({ plan, task, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const [text, setText] = useState<TaskContent>(() => task?.content ?? create(LearningTask_ContentSchema, { route: TaskRoute.NORMAL }));
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that opened the form is gone.
  useEffect(() => heading.current?.focus(), []);
  const change = (part: Partial<TaskContent>) => setText({ ...text, ...part });
  const institution = plan.name.split("/").slice(0, 2).join("/");
  const act = useAct(
    (content: TaskContent, requestId) => task
      ? client.updateLearningTask({ learningTask: { name: task.name, etag: task.etag, content }, requestId })
      : client.createLearningTask({ parent: institution, learningTask: { placement: plan.placement, content }, requestId }),
    (answer) => {
      toast(t("done.task_saved"));
      refreshTasks(cache, answer);
      onClose();
      if (task === undefined) navigate(taskHref(answer.name));
    },
  );
  return (
    <form class="card" aria-labelledby="form" onSubmit={(event) => {
      event.preventDefault();
      act.run(text);
    }}>
      <h2 id="form" ref={heading} tabIndex={-1}>{t(task ? "form.edit" : "form.new")}</h2>
      <Choice label={t("form.route")} value={String(text.route)} onValue={(value) => change({ route: taskRoutes.find((route) => String(route) === value) ?? TaskRoute.NORMAL })} options={taskRoutes.map((route) => ({ value: String(route), label: t(routeKey[route]) }))} />
      <TextField label={t("form.name")} value={text.title} onValue={(title) => change({ title })} maxLength={200} required />
      <TextArea label={t("form.what")} hint={t("form.what_hint")} value={text.description} onValue={(description) => change({ description })} maxLength={4000} required />
      {text.route === TaskRoute.GRADUATION && <TextArea label={t("form.question")} value={text.question} onValue={(question) => change({ question })} maxLength={1000} required />}
      <Outcomes plan={plan} text={text} onText={change} />
      <div class="two2">
        <TextArea label={t("task.fixed")} hint={t("optional")} value={text.fixedPart} onValue={(fixedPart) => change({ fixedPart })} maxLength={2000} />
        <TextArea label={t("task.free")} hint={t("optional")} value={text.freePart} onValue={(freePart) => change({ freePart })} maxLength={2000} />
        <TextArea label={t("task.authenticity")} hint={t("optional")} value={text.authenticity} onValue={(authenticity) => change({ authenticity })} maxLength={1000} />
        <TextArea label={t("task.usefulness")} hint={t("optional")} value={text.usefulness} onValue={(usefulness) => change({ usefulness })} maxLength={1000} />
      </div>
      <LevelGuide />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy}>{t("act.save_task")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

/** One choice for each outcome: not at all, or how much. */
function Outcomes({ plan, text, onText }: { plan: Plan; text: TaskContent; onText: (part: Partial<TaskContent>) => void }) {
  const { t } = useWords();
  if (plan.coverage.length === 0) return null;
  const levelOf = (code: string) => text.outcomeLinks.find(({ outcomeCode }) => outcomeCode === code)?.level ?? 0;
  const set = (code: string, level: number) => onText({
    outcomeLinks: create(LearningTask_ContentSchema, {
      outcomeLinks: [...text.outcomeLinks.filter(({ outcomeCode }) => outcomeCode !== code), ...(level === 0 ? [] : [{ outcomeCode: code, level }])],
    }).outcomeLinks,
  });
  return (
    <fieldset class="tkout">
      <legend class="lab">{t("form.outcomes")} <span class="hint">{t("form.level")}</span></legend>
      {plan.coverage.map(({ outcomeCode, outcomeTitle }) => (
        <div key={outcomeCode} class="tkrow">
          <span id={`o-${outcomeCode}`}>{outcomeCode} {outcomeTitle}</span>
          <div class="seg" role="radiogroup" aria-labelledby={`o-${outcomeCode}`}>
            {levels.map((level) => <label key={level}><input type="radio" name={`o-${outcomeCode}`} checked={String(levelOf(outcomeCode)) === level} onChange={() => set(outcomeCode, Number(level))} />{level === "0" ? t("form.level_none") : level}</label>)}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
