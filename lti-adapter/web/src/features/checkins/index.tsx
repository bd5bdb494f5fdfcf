// The place "Meetings": check-ins sorted by time, what asks something first; and for one placement how much contact there was.
import { useState } from "preact/hooks";
import { replace, usePage, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { checkInHref, checkInsHref, isAhead, isFollowed, ownStep, partyIn, useCheckIns, type CheckIn } from "../../triangle/check_ins";
import { checkInKindKey, checkInStateKey, checkInStateTone, momentOf, ownStepAct, ownStepKey, viewsText, windowText } from "../../triangle/check_in_words";
import { PlacementState, type Placement } from "../../triangle/contract";
import { useMe } from "../../triangle/parts";
import { usePlacements } from "../../triangle/queries";
import { capital } from "./capital";
import { Contact } from "./contact";
import { CreateDialog } from "./create_dialog";
import "./checkins.css";

const planners: readonly string[] = ["student", "teacher", "workplace_supervisor", "practice_office"];

function CheckIns() {
  const { t } = useWords();
  usePage(t("ci.title"));
  const checkIns = useCheckIns();
  const placements = usePlacements();
  return (
    <>
      <div class="stack tight"><h1>{t("ci.title")}</h1><p class="s q">{t("ci.explain")}</p></div>
      <Faces of={placements}>{(known) => <Faces of={checkIns}>{(list) => <Content placements={known} checkIns={list} />}</Faces>}</Faces>
    </>
  );
}

function Content({ placements, checkIns }: { placements: readonly Placement[]; checkIns: readonly CheckIn[] }) {
  const { t } = useWords();
  const me = useMe();
  const asked = useRoute().query.get("of") ?? "";
  const placement = placements.find(({ name }) => name === asked) ?? (placements.length === 1 ? placements[0] : undefined);
  const [planning, setPlanning] = useState(false);
  const own = me.role === "student";
  const label = ({ labels }: Placement) => (own ? labels?.organisation || t("pl.searching") : [labels?.student, labels?.organisation].filter(Boolean).join(" · "));
  const shown = placement === undefined ? checkIns : checkIns.filter((one) => one.placement === placement.name);
  const plans = placement !== undefined && placement.workplace !== "" && placement.state < PlacementState.COMPLETED && planners.includes(me.role);
  return (
    <>
      {(placements.length > 1 || plans) && (
        <div class="row top">
          {placements.length > 1 && (
            <div class="narrow"><Choice label={t("ci.which")} value={placement?.name ?? ""} onValue={(name) => replace(checkInsHref(name))} empty={t("ci.everyone")} options={placements.map((one) => ({ value: one.name, label: label(one) }))} /></div>
          )}
          {plans && <button type="button" class="btn two" onClick={() => setPlanning(true)}>{t("act.new_checkin")}</button>}
        </div>
      )}
      {planning && placement && <CreateDialog placement={placement} onClose={() => setPlanning(false)} />}
      <Lists checkIns={shown} withStudent={!own} />
      {placement && <Contact key={placement.name} placement={placement} />}
    </>
  );
}

function Lists({ checkIns, withStudent }: { checkIns: readonly CheckIn[]; withStudent: boolean }) {
  const { t, tn, dates } = useWords();
  const me = useMe();
  const now = dates.now();
  const asks = checkIns.filter((one) => ownStep(one, me, now) !== undefined);
  const ahead = checkIns.filter((one) => !asks.includes(one) && isAhead(one));
  const past = checkIns.filter((one) => !asks.includes(one) && !isAhead(one)).reverse();
  if (checkIns.length === 0) return <section class="card" aria-label={t("ci.title")}><Empty><p>{t("ci.none")}</p></Empty></section>;
  const rows = (list: readonly CheckIn[]) => <ul class="list">{list.map((one) => <li key={one.name}><Row checkIn={one} withStudent={withStudent} /></li>)}</ul>;
  return (
    <>
      {asks.length > 0 && <section class="card" aria-labelledby="asks"><h2 id="asks">{t("ci.asks")}</h2>{rows(asks)}</section>}
      <section class="card" aria-labelledby="ahead">
        <div class="head"><h2 id="ahead">{t("ci.ahead")}</h2>{ahead.length > 0 && <span class="s q">{tn("ci.count", ahead.length)}</span>}</div>
        {ahead.length === 0 ? <Empty><p>{t(asks.length > 0 ? "ci.nothing_ahead" : "cinext.none")}</p></Empty> : rows(ahead)}
        {past.length > 0 && <details class="cifold"><summary>{tn("ci.past_count", past.length)} <Icon name="down" /></summary>{rows(past)}</details>}
      </section>
    </>
  );
}

function Row({ checkIn, withStudent }: { checkIn: CheckIn; withStudent: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const step = ownStep(checkIn, me, dates.now());
  const { labels } = checkIn;
  const kind = t(checkInKindKey[checkIn.kind]);
  const views = viewsText(words, checkIn, partyIn(checkIn, me));
  const more = step ? t(ownStepKey[step.kind]) : isAhead(checkIn) ? views || windowText(words, checkIn) : isFollowed(checkIn) ? views : "";
  return (
    <>
      <div>
        <a class="b" href={checkInHref(checkIn.name)}>{momentOf(words, checkIn)} · {kind}</a>
        <p>{[withStudent && labels?.student, labels?.organisation, checkIn.place].filter(Boolean).join(" · ")}</p>
        {more !== "" && <p class="xs qq">{capital(more)}</p>}
      </div>
      <div class="r">
        <Status tone={checkInStateTone[checkIn.state]}>{t(checkInStateKey[checkIn.state])}</Status>
        {step && <a class="btn sm" href={checkInHref(checkIn.name)}>{t(ownStepAct[step.kind])}<span class="vh"> {kind} {labels?.student}</span></a>}
      </div>
    </>
  );
}

export default withParts(["checkins"], CheckIns);
