// The page of a supervisor: what we ask, how long it takes, and the own students of all schools that the address opens.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { usePage } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { compareDays } from "../../shared/i18n/dates";
import { Empty, Loading, Trouble } from "../../shared/ui/faces";
import { Icon, type IconName } from "../../shared/ui/status";
import { newest } from "../../triangle/agreement";
import type { Agreement, Placement } from "../../triangle/contract";
import { turnMinutes, turnTitle, useMe } from "../../triangle/parts";
import { agreementHref, byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { useAsks } from "../../triangle/asks";
import { runningNames, useHoursToConfirm, usePulsesDue } from "../../triangle/rhythm";
import type { Ask } from "../../triangle/asks_read";
import { NextCheckIn } from "../../triangle/next_check_in";
import { TaskAsks } from "../../triangle/task_asks";
import { byUrgency, openSteps, type OpenStep } from "../../triangle/turns";
import { later } from "../../shared/frame/later";
import { NotMe } from "./not_me";
import { ProveAddress } from "./prove_address";
import { rhythmAsks } from "./rhythm_asks";
import { StudentCard } from "./student_card";
import "./supervisor.css";

export { askFirst } from "../../triangle/queries";

// What is answered here every few weeks, and how sending stands: loaded after the first picture.
const Week = later(() => import("./week").then((part) => part.Week));
const SendState = later(() => import("../../shared/offline/send_state").then((part) => part.SendState));

function greeting({ t, dates }: Words, name: string): string {
  const hour = dates.now().getHours();
  return t(hour < 12 ? "greet.morning" : hour < 18 ? "greet.afternoon" : "greet.evening", { name });
}

export default function SupervisorHome() {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const self = session.selves[session.institution];
  const person = self?.person;
  const [gone, setGone] = useState(false);
  const placements = usePlacements();
  const agreements = useAgreements();
  usePage(t("sup.title"));
  if (gone) return <><h1>{t("notme.done_title")}</h1><p>{t("notme.done")}</p></>;
  const first = person?.givenName || person?.displayName || "";
  const title = greeting(words, first);
  if (placements.data === undefined || agreements.data === undefined) {
    const error = placements.error ?? agreements.error;
    return (
      <>
        <h1>{title}</h1>
        {error ? <Trouble error={error} retry={() => { void placements.refetch(); void agreements.refetch(); }} /> : <Loading />}
      </>
    );
  }
  return (
    <>
      <Content title={title} placements={placements.data} agreements={agreements.data} />
      <NextCheckIn />
      <TaskAsks />
      {session.kind === "guest" && <ProveAddress />}
      {session.kind === "guest" && self?.guestGrant && <Foot name={self.guestGrant.name} onGone={() => setGone(true)} />}
    </>
  );
}

function Content({ title, placements, agreements }: { title: string; placements: readonly Placement[]; agreements: readonly Agreement[] }) {
  const words = useWords();
  const { t, tn } = words;
  const me = useMe();
  const found = byPlacement(agreements);
  const today = words.dates.today();
  const known = new Set(placements.map((placement) => placement.name));
  const cases = [
    ...placements.map((placement) => ({ placement, agreement: found.get(placement.name) })),
    // An agreement without its placement in the list is still an own student.
    ...[...found.values()].filter((agreement) => !known.has(agreement.placement)).map((agreement) => ({ placement: undefined, agreement })),
  ];
  const steps = cases.map((one) => ({ ...one, steps: openSteps(one, me, today) }));
  const mine = steps.flatMap((one) => one.steps).filter((step) => step.mine).sort(byUrgency);
  const asked = useAsks();
  // Pulses and hours are not of a contact of the organisation.
  const supervises = me.role === "workplace_supervisor";
  const running = supervises ? runningNames(placements) : [];
  const asks = [...rhythmAsks(words, placements, usePulsesDue(running).data ?? [], useHoursToConfirm(running).data ?? []), ...(asked.data ?? [])];
  const things = mine.length + asks.length;
  const minutes = mine.reduce((sum, step) => sum + turnMinutes[step.turn.kind], 0) + asks.reduce((sum, ask) => sum + ask.minutes, 0);
  const organisation = placements.find((placement) => placement.labels?.organisation)?.labels?.organisation ?? agreements[0]?.labels?.organisation ?? "";
  const schools = new Set(cases.map(({ placement, agreement }) => institutionOf(placement?.name ?? agreement?.name ?? ""))).size;
  return (
    <>
      <div class="stack tight">
        <div class="row apart"><p class="kicker">{organisation}</p><SendState /></div>
        <h1>{title}</h1>
        <p class="q">{things === 0 ? !asked.isPending && t("sup.nothing") : `${tn("sup.things", things)} ${tn("sup.minutes", minutes)}`}</p>
      </div>
      {things > 0 && (
        <ul class="todo">
          {mine.map((step, index) => <li key={index}><Todo step={step} first={index === 0} /></li>)}
          {asks.map((ask, index) => <li key={ask.href}><AskTodo ask={ask} first={mine.length + index === 0} /></li>)}
        </ul>
      )}
      <Trouble error={asked.error} retry={() => void asked.refetch()} />
      {placements.length > 0 && <Week placements={placements} supervises={supervises} />}
      <div class="head"><h2>{t("sup.students")}</h2><span class="s q">{tn("sup.count", cases.length)}{schools > 1 && `, ${tn("sup.schools", schools)}`}</span></div>
      {cases.length === 0
        ? <Empty><p>{t("sup.empty")}</p></Empty>
        : <div class="cols sg">{steps.map((one) => <StudentCard key={one.placement?.name ?? one.agreement?.name} {...one} />)}</div>}
    </>
  );
}

function AskTodo({ ask: { href, title, about, due }, first }: { ask: Ask; first: boolean }) {
  const { t, dates } = useWords();
  return <Thing href={href} first={first} icon="ok" title={title} text={due ? `${about} · ${t(compareDays(due, dates.today()) < 0 ? "turn.late" : "turn.by", { date: dates.day(due) })}` : about} />;
}

function Todo({ step, first }: { step: OpenStep; first: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  const student = step.agreement?.labels?.student ?? step.placement?.labels?.student ?? "";
  const signs = step.turn.kind === "sign";
  const href = step.agreement ? `${agreementHref(step.agreement.name)}${signs ? "?sign=1" : ""}` : "#/";
  const version = step.agreement && newest(step.agreement);
  return (
    <Thing href={href} first={first} icon={signs ? "pen" : "ok"} title={signs ? t("act.sign") : turnTitle(words, step.turn)}
      text={`${t("sup.of", { student })}${version && version.number > 1 ? ` · ${t("agreement.version", { n: version.number })}` : ""}${step.due ? ` · ${t(step.late ? "turn.late" : "turn.by", { date: dates.day(step.due) })}` : ""}`} />
  );
}

function Thing({ href, first, icon, title, text }: { href: string; first: boolean; icon: IconName; title: string; text: string }) {
  return (
    <a href={href} class={first ? "first" : ""}>
      <span class="ic"><Icon name={icon} /></span>
      <span><b class="b">{title}</b> <span class="s">{text}</span></span>
      <span class="go"><Icon name="go" /></span>
    </a>
  );
}

function Foot({ name, onGone }: { name: string; onGone: () => void }) {
  const { t, dates } = useWords();
  const session = useSession();
  const until = session.selves[session.institution]?.guestGrant?.expireTime;
  return (
    <div class="foot">
      <p>{t("sup.why")} {until && t("sup.until", { date: dates.day(dates.dayOf(until)) })}</p>
      <p class="row"><NotMe name={name} onGone={onGone} /> <a href="#/me">{t("me.who_saw")}</a></p>
    </div>
  );
}
