// Student home: the next step first, then whose turn it is, the triangle and the road of the placement.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Faces, Loading, Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import type { Agreement, Placement } from "../../triangle/contract";
import { byPlacement, useAgreements, usePlacements } from "../../triangle/queries";
import { useMe } from "../../triangle/parts";
import { useOwnRounds } from "../../triangle/own_rounds";
import { roundSteps } from "../../triangle/round_steps";
import { byUrgency, openSteps, type OpenStep } from "../../triangle/turns";
import { later } from "../../shared/frame/later";
import { useLearningSteps } from "../../triangle/learning_steps";
import { NextCheckIn } from "../../triangle/next_check_in";
import { Pulse } from "../../triangle/pulse";
import { runningNames } from "../../triangle/rhythm";
import { WayOn } from "../../triangle/way_on";
import { Week } from "../../triangle/week";
import { LearningNext, NextStep, NoPlacement, RoundStep } from "./next_step";
import { PlacementRoad } from "./road";
import { TriangleCard, TurnCard } from "./cards";
import { SearchCard } from "./search_card";
import "./student.css";

const Raise = later(() => import("../../triangle/raise").then((part) => part.Raise));
const SendState = later(() => import("../../shared/offline/send_state").then((part) => part.SendState));

export { askFirst } from "../../triangle/queries";

export default function StudentHome() {
  const { t } = useWords();
  usePage(t("place.now"));
  const placements = usePlacements();
  const agreements = useAgreements();
  if (placements.data === undefined || agreements.data === undefined) {
    return <><h1>{t("place.now")}</h1><Faces of={placements.data === undefined ? placements : agreements}>{() => null}</Faces></>;
  }
  return placements.data.length === 0 ? <WithoutPlacement /> : <Content placements={placements.data} agreements={agreements.data} />;
}

/** What rounds ask; asked for once the two lists of the home are there. */
function useRoundSteps(): { steps: readonly OpenStep[]; pending: boolean; trouble: preact.ComponentChildren } {
  const { dates } = useWords();
  const rounds = useOwnRounds();
  return {
    steps: roundSteps(rounds.data ?? [], dates),
    pending: rounds.isPending,
    trouble: rounds.data === undefined && <Trouble error={rounds.error} retry={() => void rounds.refetch()} />,
  };
}

function WithoutPlacement() {
  const { t } = useWords();
  const { steps, pending, trouble } = useRoundSteps();
  const [first, ...others] = [...steps].sort(byUrgency);
  if (pending) return <><h1>{t("place.now")}</h1><Loading /></>;
  return (
    <>
      {first === undefined ? <NoPlacement /> : <RoundStep step={first} />}
      {trouble}
      {others.length > 0 && <TurnCard steps={others} />}
    </>
  );
}

function Content({ placements, agreements }: { placements: readonly Placement[]; agreements: readonly Agreement[] }) {
  const words = useWords();
  const me = useMe();
  const session = useSession();
  const found = byPlacement(agreements);
  const today = words.dates.today();
  const round = useRoundSteps();
  const steps = [...placements.flatMap((placement) => openSteps({ placement, agreement: found.get(placement.name) }, me, today)), ...round.steps].sort(byUrgency);
  const [chosen, setChosen] = useState("");
  const placement = placements.find((candidate) => candidate.name === chosen) ?? steps[0]?.placement ?? placements[0];
  const running = runningNames(placements);
  const learning = useLearningSteps(running);
  if (placement === undefined) return <NoPlacement />;
  const agreement = found.get(placement.name);
  const others = steps.filter((step) => step !== steps[0] || !step.mine);
  // What an agreement or a round asks goes before what the work itself asks.
  const first = steps[0]?.mine ? undefined : learning.find(({ mine }) => mine);
  return (
    <>
      {first ? <LearningNext step={first} /> : <NextStep step={steps[0]} placement={placement} agreement={agreement} institution={session.institution} />}
      {round.trouble}
      {placements.length > 1 && (
        <Choice label={words.t("student.which")} value={placement.name} onValue={setChosen}
          options={placements.map((one) => ({ value: one.name, label: one.labels?.organisation || words.t("pl.searching") }))} />
      )}
      <SearchCard placement={placement} />
      <div class="cols g">
        <TurnCard steps={others} learning={learning.filter((step) => step !== first)} />
        <TriangleCard agreement={agreement} placement={placement} />
      </div>
      {running.length > 0 && <SendState />}
      {running.includes(placement.name) && <div class="cols g"><Pulse placements={[placement]} /><Week key={placement.name} placement={placement} /></div>}
      <PlacementRoad placement={placement} agreement={agreement} />
      <NextCheckIn placement={placement.name} key={`checkins/${placement.name}`} />
      <Raise placements={[placement]} />
      <WayOn key={placement.name} placement={placement} />
    </>
  );
}
