// A student without a place: how long the search lasts, why a proposal would not do, and how to propose one (R27, R28, R31).
import { useWords } from "../../shared/i18n/context";
import { daysBetween } from "../../shared/i18n/dates";
import { Icon, Message, Status } from "../../shared/ui/status";
import { PlacementState, type Placement } from "../../triangle/contract";

export function proposeHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/propose/${institution ?? ""}/${id ?? ""}`;
}

export function SearchCard({ placement }: { placement: Placement }) {
  const { t, tn, dates } = useWords();
  const { searchClock: clock, labels } = placement;
  if (placement.state === PlacementState.PROPOSED) {
    return (
      <section class="card" aria-labelledby="search">
        <h2 id="search">{t("search.proposed_title")}</h2>
        <p class="s">{t("search.proposed", { workplace: labels?.workplace ?? "", organisation: labels?.organisation ?? "" })}</p>
        <Apart />
        <Lock />
      </section>
    );
  }
  if (placement.state !== PlacementState.SEARCHING) return null;
  return (
    <section class="card" aria-labelledby="search">
      <div class="head">
        <h2 id="search">{t("search.title")}</h2>
        {clock?.sinceDate && <Status tone={clock.weeksToStart < 0 ? "stop" : clock.escalationStep > 0 ? "warn" : "wait"}>{tn("search.days", Math.max(0, daysBetween(clock.sinceDate, dates.today())))}</Status>}
      </div>
      {placement.refusalReason !== "" && <Message tone="warn"><p>{t("search.not_suitable", { reason: placement.refusalReason })}</p></Message>}
      <p class="s">{t("search.why")}</p>
      <div><a class="btn" href={proposeHref(placement.name)}>{t("act.propose_place")}</a></div>
      <Apart />
      <Lock />
    </section>
  );
}

/** Where the student does not want to go, or may not (R22). */
export function Apart() {
  const { t } = useWords();
  return <p><a class="s" href="#/conflicts">{t("act.see_conflicts_own")}</a></p>;
}

export function Lock() {
  const { t } = useWords();
  return <p class="xs q"><Icon name="lock" /> {t("priv.lock")}</p>;
}
