// The place "Verdicts" of a teacher: what waits by due day, and the most urgent one on the desk.
import { useEffect, useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { byVerdictDue, useTasks, type Task } from "../../triangle/tasks";
import { clockOf } from "../../triangle/task_words";
import { Clock, History, Text, Voices } from "./body";
import { LevelGuide } from "./level_guide";
import { VerdictForm } from "./verdict_form";
import "../../shared/ui/charts.css";
import "./tasks.css";

function Verdicts() {
  const { t } = useWords();
  usePage(t("desk.title"));
  const tasks = useTasks();
  return (
    <>
      <h1>{t("desk.title")}</h1>
      <Faces of={tasks}>{(list) => <Content waiting={byVerdictDue(list)} />}</Faces>
    </>
  );
}

function Content({ waiting }: { waiting: readonly Task[] }) {
  const { tn, t } = useWords();
  const [chosen, setChosen] = useState("");
  const index = Math.max(waiting.findIndex(({ name }) => name === chosen), 0);
  const task = waiting[index];
  useWalk((by) => setChosen(waiting[index + by]?.name ?? task?.name ?? ""));
  if (task === undefined) return <Empty><p>{t("desk.none")}</p></Empty>;
  return (
    <div class="cols tkdesk">
      <section class="card" aria-labelledby="waiting">
        <div class="head"><h2 id="waiting">{tn("desk.waiting", waiting.length)}</h2>{waiting.length > 1 && <span class="keys"><kbd>J</kbd> <kbd>K</kbd></span>}</div>
        <ul class="tklist">{waiting.map((one) => <li key={one.name}><Row task={one} current={one === task} onChoose={() => setChosen(one.name)} /></li>)}</ul>
      </section>
      <Desk key={`${task.name}/${task.etag}`} task={task} place={t("desk.of", { n: index + 1, of: waiting.length })} />
    </div>
  );
}

/** J and K walk over the list; not while somebody types. */
function useWalk(walk: (by: 1 | -1) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && (target.tagName === "TEXTAREA" || target.tagName === "SELECT"))) return;
      if (event.key === "j") walk(1);
      if (event.key === "k") walk(-1);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

function Row({ task, current, onChoose }: { task: Task; current: boolean; onChoose: () => void }) {
  const words = useWords();
  const clock = clockOf(words, task);
  return (
    <button type="button" aria-current={current ? "true" : undefined} onClick={onChoose}>
      <b class="b">{task.labels?.student}</b>
      <span class="s q">{task.content?.title}</span>
      {clock && <Status tone={clock.tone} tag={false}>{clock.text}</Status>}
    </button>
  );
}

function Desk({ task, place }: { task: Task; place: string }) {
  const { t } = useWords();
  const { labels, content } = task;
  return (
    <div class="stack">
      <section class="card" aria-labelledby="desk">
        <p class="kicker">{place} · {labels?.student}{labels?.organisation && ` · ${labels.organisation}`}</p>
        <h2 id="desk">{content?.title}</h2>
        <Clock task={task} />
        {content && <Text content={content} placement={task.placement} />}
        <Voices task={task} />
        <LevelGuide />
        <VerdictForm task={task} />
        <p class="xs qq">{t("task.frozen")}</p>
      </section>
      <History task={task} />
    </div>
  );
}

export default withParts(["tasks"], Verdicts);
