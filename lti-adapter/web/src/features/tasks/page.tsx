// One learning task: what it is, whose turn it is, and what the reader can do now.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Message, Status } from "../../shared/ui/status";
import { isWithTeacher, TaskState, usePlan, useTask, type Task } from "../../triangle/tasks";
import { taskStateKey, taskStateTone, taskTurn } from "../../triangle/task_words";
import { Acts, AdviceForm, RateForm } from "./acts";
import { Clock, History, Text, Voices } from "./body";
import { TaskForm } from "./form";
import { LevelGuide } from "./level_guide";
import { VerdictForm } from "./verdict_form";
import "../../shared/ui/charts.css";
import "./tasks.css";

function TaskPage({ name }: { name: string }) {
  const { t } = useWords();
  const task = useTask(name);
  usePage(task.data?.content?.title ?? t("task.title"));
  return (
    <>
      {task.data === undefined && <h1>{t("task.title")}</h1>}
      <Faces of={task}>{(found) => <Content task={found} />}</Faces>
    </>
  );
}

function Content({ task }: { task: Task }) {
  const words = useWords();
  const { t } = words;
  const { role, kind } = useSession();
  const [editing, setEditing] = useState(false);
  const { labels, content } = task;
  const rates = role === "workplace_supervisor" && task.submissions.length > 0;
  const advises = role === "practice_office" && (task.state === TaskState.SUBMITTED || task.state === TaskState.RESUBMITTED);
  return (
    <>
      <div class="stack tight">
        <a class="s" href={kind === "guest" ? "#/" : "#/tasks"}>{t("task.back")}</a>
        <div class="head"><h1>{content?.title}</h1><Status tone={taskStateTone[task.state]}>{t(taskStateKey[task.state])}</Status></div>
        <p class="s q">{[labels?.student, labels?.organisation, t("task.version", { n: task.version })].filter(Boolean).join(" · ")}</p>
        <p>{taskTurn(words, task)}</p>
        <Clock task={task} />
      </div>
      {task.changedSinceSubmission && !isWithTeacher(task) && <Message tone="warn"><p>{t("task.changed")}</p></Message>}
      {editing && <Edit task={task} onClose={() => setEditing(false)} />}
      {!editing && (
        <section class="card" aria-labelledby="text">
          <h2 id="text" class="vh">{t("task.title")}</h2>
          {content && <Text content={content} placement={task.placement} />}
          <Voices task={task} />
          <LevelGuide />
          {isWithTeacher(task) && role !== "teacher" && <p class="xs qq">{t("task.frozen")}</p>}
          <Acts task={task} onEdit={() => setEditing(true)} />
        </section>
      )}
      {role === "teacher" && isWithTeacher(task) && <section class="card" aria-label={t("desk.ask")}><VerdictForm key={task.etag} task={task} /></section>}
      {advises && <AdviceForm key={task.etag} task={task} />}
      {rates && <RateForm key={task.etag} task={task} />}
      <History task={task} />
    </>
  );
}

function Edit({ task, onClose }: { task: Task; onClose: () => void }) {
  const plan = usePlan(task.placement);
  return <Faces of={plan}>{(found) => <TaskForm plan={found} task={task} onClose={onClose} />}</Faces>;
}

export default withParts(["tasks"], TaskPage);
