// The place "Placement" of a student: straight to the agreement, or why there is none yet.
import { useEffect } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { blockerKey, clauseKey, formKey, placementKey } from "../../triangle/placement_words";
import { word } from "../../triangle/parts";
import { agreementHref, byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { Apart, SearchCard } from "./search_card";
import { useOwnRounds } from "../../triangle/own_rounds";
import type { OwnRound } from "../../triangle/own_rounds_read";
import { Status } from "../../shared/ui/status";
import { WayOn } from "../../triangle/way_on";
import { BlockerKind, PlacementState, type Agreement, type Placement } from "../../triangle/contract";
import "./student.css";

export default function StudentPlacements() {
  const { t } = useWords();
  usePage(t("place.placement"));
  const placements = usePlacements();
  const agreements = useAgreements();
  const rounds = useOwnRounds();
  // Until it is known that there is no round, the page may still be needed.
  const alone = placements.data?.length === 1 && (rounds.data?.length === 0 || rounds.isError);
  const only = alone ? agreements.data?.[0] : undefined;
  useEffect(() => {
    // One placement with an agreement: the agreement is the place. Replaced, so that Back does not come here again.
    if (only !== undefined) window.location.replace(agreementHref(only.name));
  }, [only]);
  return (
    <>
      <h1>{t("place.placement")}</h1>
      {rounds.data?.map((round) => <RoundCard key={round.name} round={round} />)}
      <Faces of={placements}>
        {(list) => list.length === 0
          ? (rounds.data ?? []).length === 0 && !rounds.isPending && <Empty><p>{t("student.none.why")}</p></Empty>
          : <>{list.map((placement) => <Placed key={placement.name} placement={placement} agreement={byPlacement(agreements.data ?? []).get(placement.name)} />)}</>}
      </Faces>
      {placements.data?.every(({ state }) => !isSearching(state)) && <Apart />}
    </>
  );
}

/** The card of a search has the link itself. */
function isSearching(state: PlacementState): boolean {
  return state === PlacementState.SEARCHING || state === PlacementState.PROPOSED;
}

/** A round of which the student is part; what it asks stands first. */
function RoundCard({ round: { displayName, href, ask } }: { round: OwnRound }) {
  const { t, dates } = useWords();
  return (
    <section class="card" aria-label={displayName}>
      <div class="head"><h2>{displayName}</h2>{ask?.due && <Status tone="warn">{t("turn.by", { date: dates.moment(ask.due) })}</Status>}</div>
      <p class="s">{ask === undefined ? t("round.own") : ask.kind === "rank" ? t("turn.rank") : t("turn.answer", { organisation: ask.organisation })}</p>
      <div><a class={ask === undefined ? "btn two" : "btn"} href={href}>{t(ask === undefined ? "act.open_round" : ask.kind === "rank" ? "act.rank" : "act.see_place")}</a></div>
    </section>
  );
}

function Placed(props: { placement: Placement; agreement: Agreement | undefined }) {
  return <><SearchCard placement={props.placement} /><One {...props} /></>;
}

function One({ placement, agreement }: { placement: Placement; agreement: Agreement | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  const labels = placement.labels;
  const blockers = placement.state < PlacementState.ACTIVE ? placement.blockers : [];
  return (
    <section class="card">
      <div class="head"><h2>{labels?.organisation || word(words, placementKey[placement.state])}</h2><span class="s q">{word(words, formKey[placement.form])}</span></div>
      {placement.startDate && placement.endDate && <p class="s">{t("agreement.period", { from: dates.day(placement.startDate), to: dates.day(placement.endDate), hours: placement.weeklyHours })}</p>}
      {blockers.length > 0 && (
        <div class="stack tight">
          <h3>{t("block.title")}</h3>
          <ul class="bullets s">
            {blockers.map((blocker, index) => {
              const clause = clauseKey(blocker.detail);
              return <li key={index}>{word(words, blockerKey[blocker.kind])}{blocker.kind === BlockerKind.CLAUSE_MISSING && clause && `: ${word(words, clause).toLowerCase()}`}</li>;
            })}
          </ul>
        </div>
      )}
      {agreement && <div><a class="btn" href={agreementHref(agreement.name)}>{t("act.open_agreement")}</a></div>}
      <WayOn placement={placement} />
    </section>
  );
}
