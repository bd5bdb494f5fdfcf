// One round: five steps, saved at each. The step follows the state of the round until another one is chosen.
import { useLayoutEffect, useRef } from "preact/hooks";
import { usePage, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { roundHref, RoundState, useRound, type MatchingRound } from "../../triangle/rounds";
import { Answers } from "./answers";
import { Frozen } from "./frozen";
import { sizeText } from "./list";
import { Publish } from "./publish";
import { Setup } from "./setup";
import { Trials } from "./trials";
import { Wishes } from "./wishes";
import "../../shared/ui/charts.css";
import "./rounds.css";

const steps = ["setup", "wishes", "frozen", "trials", "publish"] as const;
type StepName = (typeof steps)[number];

function isStep(value: string | null): value is StepName {
  return steps.some((step) => step === value);
}

/** How many steps are done. */
function done(round: MatchingRound): number {
  switch (round.state) {
    case RoundState.STATE_UNSPECIFIED:
    case RoundState.SETUP: return 0;
    case RoundState.PREFERENCES_OPEN: return 1;
    case RoundState.FROZEN: return round.proposedRun === "" ? 3 : 4;
    case RoundState.PUBLISHED:
    case RoundState.CLOSED: return 5;
  }
}

export function RoundPage({ name }: { name: string }) {
  const { t } = useWords();
  const round = useRound(name);
  usePage(round.data?.displayName ?? t("place.rounds"));
  return (
    <>
      {round.data === undefined && <h1>{t("place.rounds")}</h1>}
      <Faces of={round}>{(found) => <Wizard round={found} />}</Faces>
    </>
  );
}

function Wizard({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t } = words;
  const asked = useRoute().query.get("step");
  const ready = done(round);
  const step = isStep(asked) ? asked : (steps[Math.min(ready, steps.length - 1)] ?? "setup");
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useLayoutEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step]);
  return (
    <>
      <div class="stack">
        <div class="head"><h1 ref={heading} tabIndex={-1}>{round.displayName}</h1><span class="s q">{sizeText(words, round)}</span></div>
        <ol class="wiz" aria-label={t("wiz.label")}>
          {steps.map((one, index) => (
            <li key={one} class={index < ready ? "d" : undefined}>
              {/* What cannot be yet has no link. */}
              {index <= ready || (one === "trials" && ready === 2)
                ? <a href={`${roundHref(round.name)}?step=${one}`} aria-current={one === step ? "step" : undefined}><Label step={one} number={index + 1} done={index < ready} /></a>
                : <span><Label step={one} number={index + 1} done={false} /></span>}
            </li>
          ))}
        </ol>
      </div>
      <Step step={step} round={round} />
    </>
  );
}

function Label({ step, number, done: isDone }: { step: StepName; number: number; done: boolean }) {
  const { t } = useWords();
  return isDone ? <><Icon name="ok" /> <span>{t(`wiz.${step}`)}</span><span class="vh"> {t("road.done")}</span></> : <>{number} <span>{t(`wiz.${step}`)}</span></>;
}

function Step({ step, round }: { step: StepName; round: MatchingRound }) {
  switch (step) {
    case "setup": return <Setup round={round} />;
    case "wishes": return <Wishes round={round} />;
    case "frozen": return <Frozen round={round} />;
    case "trials": return <Trials round={round} />;
    case "publish": return round.state >= RoundState.PUBLISHED ? <Answers round={round} /> : <Publish round={round} />;
  }
}

export default withParts(["ranking", "rounds"], RoundPage);
