// One check-in: when it is, the own view first, then the three side by side, and what came out of it.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { compareDays } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { useOutbox } from "../../shared/offline/outbox_hooks";
import { SendState } from "../../shared/offline/send_state";
import { Faces } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { checkInsHref, CheckInState, isAhead, ownStep, Party, partyIn, useCheckIn, viewOf, type CheckIn } from "../../triangle/check_ins";
import { checkInKindKey, checkInStateKey, checkInStateTone, ownStepKey, viewsText } from "../../triangle/check_in_words";
import { useMe } from "../../triangle/parts";
import { ArrangeDialog } from "./arrange_dialog";
import { Agenda, Compare } from "./compare";
import { Disagreements } from "./disagreements";
import { Facts } from "./facts";
import { Actions, Outcome } from "./followed";
import { HoldForm } from "./hold_form";
import { MoveDialog } from "./move_dialog";
import { isGiven, OwnView } from "./view_form";
import { capital } from "./capital";
import "./checkins.css";

function CheckInPage({ name }: { name: string }) {
  const { t } = useWords();
  const checkIn = useCheckIn(name);
  const title = checkIn.data ? t("ci.of", { kind: t(checkInKindKey[checkIn.data.kind]), student: checkIn.data.labels?.student ?? "" }) : t("ci.title");
  usePage(title);
  return (
    <>
      {checkIn.data === undefined && <h1>{t("ci.title")}</h1>}
      <Faces of={checkIn}>{(found) => <Content checkIn={found} title={title} />}</Faces>
    </>
  );
}

function Content({ checkIn, title }: { checkIn: CheckIn; title: string }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const { role, kind } = useSession();
  const own = partyIn(checkIn, me);
  const step = ownStep(checkIn, me, dates.now());
  const given = isGiven(useOutbox().view, checkIn) && step?.kind === "write";
  const ahead = isAhead(checkIn);
  const views = viewsText(words, checkIn, own, given);
  const writes = own !== undefined && checkIn.state === CheckInState.VIEWS_OPEN && viewOf(checkIn, own) === undefined;
  const planned = checkIn.startTime && dates.dayOf(checkIn.startTime);
  const day = planned !== undefined && compareDays(planned, dates.today()) <= 0;
  const waits = own !== undefined && ahead && checkIn.state !== CheckInState.VIEWS_OPEN;
  const employer = role === "organisation_contact";
  return (
    <>
      <div class="stack tight">
        <div class="row apart"><a class="s" href={checkInsHref(kind === "guest" || role === "student" ? "" : checkIn.placement)}>{t("ci.back")}</a><SendState /></div>
        <div class="head"><h1>{title}</h1><Status tone={checkInStateTone[checkIn.state]}>{t(checkInStateKey[checkIn.state])}</Status></div>
        <p class="s q">{[checkIn.labels?.organisation, checkIn.labels?.programme].filter(Boolean).join(" · ")}</p>
        <p>{step && !given ? t(ownStepKey[step.kind]) : t(waits ? "ciown.later" : "ciown.wait")}</p>
      </div>
      <section class="card" aria-label={t("ci.when")}>
        <Facts checkIn={checkIn} />
        {ahead && views !== "" && <p class="s q">{capital(views)}</p>}
        {ahead && <Arranging checkIn={checkIn} own={own} />}
      </section>
      {own === Party.TEACHER && ahead && day && !writes && <HoldForm key={checkIn.etag} checkIn={checkIn} />}
      {writes && <OwnView checkIn={checkIn} />}
      {!writes && (checkIn.views.length > 0 || checkIn.state === CheckInState.VIEWS_OPEN) && <><Agenda checkIn={checkIn} own={own} /><Compare checkIn={checkIn} own={own} employer={employer} /></>}
      {own === Party.TEACHER && ahead && day && writes && <HoldForm key={checkIn.etag} checkIn={checkIn} />}
      {own === Party.TEACHER && ahead && !day && planned && <p class="s q">{t("hold.from", { date: dates.day(planned) })}</p>}
      <Outcome checkIn={checkIn} own={own} />
      <Actions checkIn={checkIn} own={own} />
      <Disagreements checkIn={checkIn} own={own} />
    </>
  );
}

/** Another moment; and where, for the contact person. The practice office may do both. */
function Arranging({ checkIn, own }: { checkIn: CheckIn; own: Party | undefined }) {
  const { t } = useWords();
  const me = useMe();
  const [open, setOpen] = useState<"move" | "arrange">();
  const office = me.role === "practice_office";
  const contact = own === Party.TEACHER && me.persons.includes(checkIn.teacher);
  if (own === undefined && !office) return null;
  return (
    <div class="row">
      <button type="button" class="btn two sm" onClick={() => setOpen("move")}>{t("act.move_checkin")}</button>
      {(office || contact) && <button type="button" class="btn two sm" onClick={() => setOpen("arrange")}>{t("act.arrange_checkin")}</button>}
      {open === "move" && <MoveDialog checkIn={checkIn} onClose={() => setOpen(undefined)} />}
      {open === "arrange" && <ArrangeDialog checkIn={checkIn} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

export default withParts(["checkins"], CheckInPage);
