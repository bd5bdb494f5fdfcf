// Learning tasks of own students on the page of a supervisor: each with its state, those that wait for the workplace first.
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { Trouble } from "../shared/ui/faces";
import { Status } from "../shared/ui/status";
import { isOver, Side, standsBehind, taskHref, useTasks, type Task } from "./tasks";
import { clockOf, taskStateKey, taskStateTone, taskTurn } from "./task_words";

function Card() {
  const { tn } = useWords();
  const tasks = useTasks();
  if (tasks.data === undefined) return <Trouble error={tasks.error} retry={() => void tasks.refetch()} />;
  const asks = (task: Task) => !isOver(task) && !standsBehind(task, Side.SUPERVISOR);
  const shown = [...tasks.data.filter(asks), ...tasks.data.filter((task) => !asks(task))];
  if (shown.length === 0) return null;
  return (
    <section class="card" aria-labelledby="tasks">
      <h2 id="tasks">{tn("tasks.count", shown.length)}</h2>
      <ul class="list">{shown.map((task) => <li key={task.name}><Row task={task} /></li>)}</ul>
    </section>
  );
}

function Row({ task }: { task: Task }) {
  const words = useWords();
  const clock = clockOf(words, task);
  const student = task.labels?.student ?? "";
  const turn = taskTurn(words, task);
  return (
    <>
      <div><a class="b" href={taskHref(task.name)}>{task.content?.title}</a><p>{turn.startsWith(student) ? turn : `${student} · ${turn}`}</p></div>
      {clock ? <Status tone={clock.tone}>{clock.text}</Status> : <Status tone={taskStateTone[task.state]}>{words.t(taskStateKey[task.state])}</Status>}
    </>
  );
}

export const TaskAsksCard = withParts(["tasks"], Card);
