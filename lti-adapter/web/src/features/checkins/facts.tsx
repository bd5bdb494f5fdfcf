// When, where and with whom a check-in is, and how it got its moment.
import { useWords } from "../../shared/i18n/context";
import { Icon, Message } from "../../shared/ui/status";
import { allParties, isAhead, type CheckIn } from "../../triangle/check_ins";
import { guardKey, momentOf, partyName, partyOfCheckInKey, windowText } from "../../triangle/check_in_words";
import { taskHref, useTasks } from "../../triangle/tasks";

export function Facts({ checkIn }: { checkIn: CheckIn }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const { labels, window } = checkIn;
  const names = allParties.map((party) => [t(partyOfCheckInKey[party]), partyName(checkIn, party)] as const);
  const unmet = isAhead(checkIn) ? (window?.unmetGuards ?? []) : [];
  return (
    <>
      <dl class="cifacts">
        <div><dt>{t("ci.when")}</dt><dd><b class="b">{momentOf(words, checkIn)}</b>, {t("ci.minutes", { n: checkIn.lengthMinutes })}</dd></div>
        {isAhead(checkIn) && window && <div><dt>{t("ci.may")}</dt><dd>{windowText(words, checkIn)}</dd></div>}
        <div><dt>{t("ci.where")}</dt><dd>{checkIn.place || (checkIn.link === "" && t("ci.nowhere"))}{checkIn.place !== "" && checkIn.link !== "" && <br />}{checkIn.link !== "" && <a href={checkIn.link} target="_blank" rel="noreferrer"><Icon name="out" /> {t("ci.link")}</a>}</dd></div>
        <div><dt>{t("ci.who")}</dt><dd>{names.filter(([, name]) => name !== "").map(([party, name]) => <div key={party}>{name} <span class="qq">({party})</span></div>)}{labels?.secondTeacher && <div>{t("ci.second", { name: labels.secondTeacher })}</div>}</dd></div>
        <About checkIn={checkIn} />
      </dl>
      {unmet.length > 0 && (
        <Message tone="warn">
          <p>{t("ci.unmet")}</p>
          <ul class="bullets">{unmet.map(({ guard, limitDate, missedByDays }) => <li key={guard}>{t(guardKey[guard], { days: tn("ciguard.days", missedByDays), date: limitDate ? dates.day(limitDate) : "" })}</li>)}</ul>
        </Message>
      )}
      <Moves checkIn={checkIn} />
    </>
  );
}

/** The learning tasks that it is about. */
function About({ checkIn }: { checkIn: CheckIn }) {
  const { t } = useWords();
  const tasks = useTasks();
  const about = (tasks.data ?? []).filter(({ name }) => checkIn.learningTasks.includes(name));
  if (about.length === 0) return null;
  return <div><dt>{t("ci.about")}</dt><dd>{about.map((task) => <div key={task.name}><a href={taskHref(task.name)}>{task.content?.title}</a></div>)}</dd></div>;
}

function Moves({ checkIn: { moves } }: { checkIn: CheckIn }) {
  const { t, tn, dates } = useWords();
  if (moves.length === 0) return null;
  return (
    <details class="cifold">
      <summary>{tn("ci.moves", moves.length)} <Icon name="down" /></summary>
      <ul class="bullets s">
        {moves.map((move, index) => (
          <li key={index}>{move.fromTime && move.toTime && `${t("ci.move_line", { from: dates.moment(move.fromTime), to: dates.moment(move.toTime) })}. `}{move.reason || t("ci.moved_by_system")}</li>
        ))}
      </ul>
    </details>
  );
}
