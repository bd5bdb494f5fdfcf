// A task as everybody reads it: the text, who had a say, and what was decided.
import { useWords } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import { Act, TaskRoute, usePlan, type Submission, type Task, type TaskContent } from "../../triangle/tasks";
import { clockOf, routeKey, taskSideKey, verdictKey, verdictTone } from "../../triangle/task_words";
import { capital } from "./capital";

/** By when, which day it is, and one cell for each working day. */
export function Clock({ task }: { task: Task }) {
  const words = useWords();
  const clock = clockOf(words, task);
  const days = task.submissions[task.submissions.length - 1]?.clock;
  if (clock === undefined || days === undefined) return null;
  return (
    <div class="stack tight">
      <p class="row"><Status tone={clock.tone} tag={false}>{clock.text}</Status><span class="s q">{clock.more}</span></p>
      <div class="tkclock" aria-hidden="true">{Array.from({ length: days.workingDays }, (_, day) => <i key={day} class={day < days.begunWorkingDays ? "on" : ""} />)}</div>
    </div>
  );
}

export function Text({ content, placement }: { content: TaskContent; placement: string }) {
  const { t } = useWords();
  // Who was named for this task alone may not read the plan: then the codes must do.
  const plan = usePlan(placement);
  const title = (code: string) => plan.data?.coverage.find(({ outcomeCode }) => outcomeCode === code)?.outcomeTitle ?? "";
  const parts = [
    ["task.what", content.description],
    ...(content.route === TaskRoute.GRADUATION ? [["task.question", content.question] as const] : []),
    ["task.fixed", content.fixedPart], ["task.free", content.freePart], ["task.authenticity", content.authenticity], ["task.usefulness", content.usefulness],
  ] as const;
  return (
    <>
      <p class="kicker">{t(routeKey[content.route])}</p>
      <dl class="tkfacts">{parts.filter(([, text]) => text !== "").map(([key, text]) => <div key={key}><dt>{t(key)}</dt><dd class="prose">{text}</dd></div>)}</dl>
      <div class="stack tight">
        <h3>{t("task.outcomes")}</h3>
        {content.outcomeLinks.length === 0 ? <p class="s q">{t("task.no_outcomes")}</p> : <ul class="tkstrip">{content.outcomeLinks.map(({ outcomeCode, level }) => <li key={outcomeCode} class={`h${level}`}><b>{level}</b> <span>{outcomeCode} {title(outcomeCode)}</span></li>)}</ul>}
      </div>
    </>
  );
}

export function Voices({ task }: { task: Task }) {
  const { t, dates } = useWords();
  return (
    <section class="stack tight" aria-labelledby="voices">
      <h3 id="voices">{t("task.voices")}</h3>
      <ul class="bullets s">
        {task.contributions.map((one) => (
          <li key={`${one.side}/${one.act}`}>{capital(t(one.act === Act.AGREED ? "task.agreed" : "task.wrote", { side: t(taskSideKey[one.side]), date: one.contributeTime ? dates.day(dates.dayOf(one.contributeTime)) : "" }))}{!one.current && `, ${t("task.older_text")}`}</li>
        ))}
      </ul>
      {task.oneSided && <p><Status tone="warn" tag={false}>{t("task.missing", { sides: task.missingSides.map((side) => t(taskSideKey[side])).join(", ") })}</Status></p>}
      {task.rating && <p class="s">{t("task.rated", { a: task.rating.authenticity, u: task.rating.usefulness })}{task.rating.note !== "" && ` · ${task.rating.note}`}</p>}
    </section>
  );
}

/** What was submitted, newest first, with advice and verdict. */
export function History({ task }: { task: Task }) {
  const { t } = useWords();
  if (task.submissions.length === 0) return null;
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t("task.history")}</h2>
      <ol class="list" reversed>{[...task.submissions].reverse().map((submission) => <li key={submission.version}><Submitted submission={submission} /></li>)}</ol>
    </section>
  );
}

function Submitted({ submission }: { submission: Submission }) {
  const { t, tn, dates } = useWords();
  const { clock, advice, verdict } = submission;
  return (
    <>
      <div class="stack tight">
        <p class="s q">{capital(t("task.version", { n: submission.version }))}{submission.submitTime && ` · ${t("task.submitted_on", { date: dates.day(dates.dayOf(submission.submitTime)) })}`}</p>
        {advice && <p><b class="b">{t("task.advice")}:</b> {advice.text}</p>}
        {verdict && <p class="prose">{verdict.reason}</p>}
        {verdict && verdict.differenceFromBachelor !== "" && <p><b class="b">{t("task.difference")}:</b> {verdict.differenceFromBachelor}</p>}
        {clock && clock.lateWorkingDays > 0 && <p><Status tone="stop" tag={false}>{tn("task.late_by", clock.lateWorkingDays)}</Status></p>}
      </div>
      {verdict && <Status tone={verdictTone[verdict.kind]}>{t(verdictKey[verdict.kind])}</Status>}
    </>
  );
}
