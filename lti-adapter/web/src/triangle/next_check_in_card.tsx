// The next check-in of each own placement, or of one: when it is, and the one thing to do.
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { Empty, Trouble } from "../shared/ui/faces";
import { Status } from "../shared/ui/status";
import { checkInHref, checkInsHref, nextOfEach, ownStep, partyIn, useCheckIns, type CheckIn } from "./check_ins";
import { checkInKindKey, checkInStateKey, checkInStateTone, momentOf, ownStepAct, ownStepKey, viewsText, windowText } from "./check_in_words";
import { useMe } from "./parts";

/** So many of those that ask nothing; the others are one step away. */
const most = 4;

function Card({ placement = "" }: { placement?: string }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const checkIns = useCheckIns();
  if (checkIns.data === undefined) return <Trouble error={checkIns.error} retry={() => void checkIns.refetch()} />;
  const within = checkIns.data.filter((one) => placement === "" || one.placement === placement);
  const shown = nextOfEach(within, me, dates.now()).filter((one, index) => index < most || ownStep(one, me, dates.now()) !== undefined);
  // The system plans them once a placement runs.
  if (within.length === 0) return null;
  const alone = new Set(within.map((one) => one.placement)).size <= 1;
  return (
    <section class="card" aria-labelledby="checkins">
      <div class="head"><h2 id="checkins">{t(alone ? "cinext.one" : "cinext.more")}</h2><a class="s" href={checkInsHref(placement)}>{t("cinext.all")}</a></div>
      {shown.length === 0 && <Empty><p>{t("cinext.none")}</p></Empty>}
      {shown.length > 0 && <ul class="list">{shown.map((one) => <li key={one.name}><Row checkIn={one} /></li>)}</ul>}
    </section>
  );
}

function Row({ checkIn }: { checkIn: CheckIn }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const party = partyIn(checkIn, me);
  const step = ownStep(checkIn, me, dates.now());
  const student = me.role === "student" ? "" : (checkIn.labels?.student ?? "");
  const kind = t(checkInKindKey[checkIn.kind]);
  return (
    <>
      <div>
        {step === undefined ? <a class="b" href={checkInHref(checkIn.name)}>{kind}{student !== "" && ` · ${student}`}</a> : <b class="b">{kind}{student !== "" && ` · ${student}`}</b>}
        <p>{[momentOf(words, checkIn), checkIn.place].filter(Boolean).join(" · ")}</p>
        <p>{step === undefined ? (viewsText(words, checkIn, party) || windowText(words, checkIn)) : t(ownStepKey[step.kind])}</p>
      </div>
      {step === undefined
        ? <Status tone={checkInStateTone[checkIn.state]}>{t(checkInStateKey[checkIn.state])}</Status>
        : <div class="r"><a class="btn sm" href={checkInHref(checkIn.name)}>{t(ownStepAct[step.kind])}<span class="vh"> {kind} {student}</span></a></div>}
    </>
  );
}

export const NextCheckInCard = withParts(["checkins"], Card);
