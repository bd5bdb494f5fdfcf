// The place "Learning tasks": the tasks of a placement with whose turn it is, the coverage matrix and the plan.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { usePlacements } from "../../triangle/queries";
import type { Placement } from "../../triangle/contract";
import { Side, taskHref, taskSideOf, usePlan, useTasks, type Plan, type Task } from "../../triangle/tasks";
import { clockOf, taskStateKey, taskStateTone, taskTurn } from "../../triangle/task_words";
import { Coverage } from "./coverage";
import { TaskForm } from "./form";
import { PlanCard } from "./plan_card";
import "./tasks.css";

function Tasks() {
  const { t } = useWords();
  usePage(t("tasks.title"));
  const tasks = useTasks();
  const placements = usePlacements();
  const student = taskSideOf(useSession().role) === Side.STUDENT;
  return (
    <>
      <h1>{t("tasks.title")}</h1>
      <Faces of={placements}>{(known) => known.length === 0
        ? <Empty><p>{t(student ? "tasks.no_placement" : "tasks.none_other")}</p></Empty>
        : <Faces of={tasks}>{(list) => <Content placements={known} tasks={list} />}</Faces>}</Faces>
    </>
  );
}

function Content({ placements, tasks }: { placements: readonly Placement[]; tasks: readonly Task[] }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState("");
  // A placement with tasks comes first: there is something to see.
  const first = placements.find(({ name }) => tasks.some((task) => task.placement === name)) ?? placements[0];
  const placement = placements.find(({ name }) => name === chosen) ?? first;
  if (placement === undefined) return null;
  const label = ({ labels }: Placement) => [labels?.student, labels?.organisation || t("pl.searching")].filter(Boolean).join(" · ");
  return (
    <>
      {placements.length > 1 && <Choice label={t("tasks.which")} value={placement.name} onValue={setChosen} options={placements.map((one) => ({ value: one.name, label: label(one) }))} />}
      <OfPlacement key={placement.name} placement={placement} tasks={tasks.filter((task) => task.placement === placement.name)} />
    </>
  );
}

function OfPlacement({ placement, tasks }: { placement: Placement; tasks: readonly Task[] }) {
  const { t, tn, dates } = useWords();
  const plan = usePlan(placement.name);
  const drafts = taskSideOf(useSession().role) !== Side.SIDE_UNSPECIFIED;
  const [writing, setWriting] = useState(false);
  return (
    <Faces of={plan}>{(found) => (
      <>
        <Lost plan={found} />
        {writing && <TaskForm plan={found} onClose={() => setWriting(false)} />}
        <div class="cols tk">
          <section class="card" aria-labelledby="own">
            <div class="head"><h2 id="own">{tn("tasks.count", tasks.length)}</h2>{drafts && !writing && <button type="button" class="btn sm" onClick={() => setWriting(true)}>{t("act.new_task")}</button>}</div>
            {found.submitByDate && <p class="s q">{t("tasks.submit_by", { date: dates.dayWeek(found.submitByDate) })}</p>}
            {tasks.length === 0 && !writing && <Empty><p>{t(drafts ? "tasks.none" : "tasks.none_other")}</p></Empty>}
            {tasks.length > 0 && <ul class="list">{tasks.map((task) => <li key={task.name}><Row task={task} /></li>)}</ul>}
          </section>
          <Coverage plan={found} tasks={tasks} />
        </div>
        <PlanCard plan={found} />
      </>
    )}</Faces>
  );
}

function Row({ task }: { task: Task }) {
  const words = useWords();
  const { t } = words;
  const clock = clockOf(words, task);
  return (
    <>
      <div>
        <a class="b" href={taskHref(task.name)}>{task.content?.title}</a>
        <p>{taskTurn(words, task)}{clock && ` · ${clock.more}`}</p>
        {task.oneSided && <p class="xs qq">{t("st.one_sided")}</p>}
      </div>
      {clock ? <Status tone={clock.tone}>{clock.text}</Status> : <Status tone={taskStateTone[task.state]}>{t(taskStateKey[task.state])}</Status>}
    </>
  );
}

/** What the programme cost the student. */
function Lost({ plan }: { plan: Plan }) {
  const { tn } = useWords();
  const days = plan.lostTimes.reduce((sum, { workingDays }) => sum + workingDays, 0);
  return days === 0 ? null : <p><Status tone="stop">{tn("plan.lost", days)}</Status></p>;
}

export default withParts(["tasks"], Tasks);
