// The road of the placement: done, now and to come; a list on a phone, a band from 960 px. Only what really happened or is set.
import { useWords, type Words } from "../../shared/i18n/context";
import { compareDays } from "../../shared/i18n/dates";
import { hasEnded, newest } from "../../triangle/agreement";
import { AgreementVersion_State as State, PlacementState, type Agreement, type Placement } from "../../triangle/contract";
import "../../shared/ui/timeline.css";

interface Stop {
  readonly title: string;
  readonly when: string;
  readonly done: boolean;
}

function stops({ t, dates }: Words, placement: Placement, agreement: Agreement | undefined): Stop[] {
  const version = agreement && newest(agreement);
  const today = dates.today();
  const state = version?.state ?? State.STATE_UNSPECIFIED;
  // A terminated or expired agreement has been in force; its road stays walked.
  const signed = agreement?.inForce?.inForceTime ?? version?.inForceTime;
  const offered = signed !== undefined || (state >= State.OFFERED && state <= State.IN_FORCE);
  const over = version !== undefined && hasEnded(version);
  const begun = placement.startDate !== undefined && compareDays(placement.startDate, today) <= 0;
  const started = begun && (over || (placement.state >= PlacementState.ACTIVE && placement.state !== PlacementState.ENDED_EARLY));
  const last = version?.ending?.lastDate ?? placement.endDate;
  const ended = placement.state === PlacementState.COMPLETED || (over && last !== undefined && compareDays(last, today) < 0);
  const due = agreement?.dueDate ?? placement.startDate;
  const submitted = offered || state === State.IN_REVIEW;
  return [
    { title: t("road.place"), when: placement.labels?.organisation ?? "", done: placement.state >= PlacementState.CONFIRMED },
    { title: t("road.draft"), when: submitted && agreement?.createTime ? dates.day(dates.dayOf(agreement.createTime)) : t("road.to_come"), done: submitted },
    { title: t("road.check"), when: offered && version?.offerTime ? dates.day(dates.dayOf(version.offerTime)) : t("road.to_come"), done: offered },
    { title: t("road.signed"), when: signed ? dates.day(dates.dayOf(signed)) : due ? t("turn.by", { date: dates.day(due) }) : t("road.to_come"), done: signed !== undefined },
    { title: t("road.start"), when: placement.startDate ? dates.day(placement.startDate) : t("road.to_come"), done: started || ended },
    { title: t("road.end"), when: last ? dates.day(last) : t("road.to_come"), done: ended },
  ];
}

export function PlacementRoad({ placement, agreement }: { placement: Placement; agreement: Agreement | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  const road = stops(words, placement, agreement);
  const now = road.findIndex((stop) => !stop.done);
  const organisation = placement.labels?.organisation ?? "";
  return (
    <section class="card" aria-labelledby="road">
      <div class="head">
        <h2 id="road">{organisation === "" ? t("road.title_none") : t("road.title", { organisation })}</h2>
        {placement.startDate && placement.endDate && <span class="s q">{t("road.period", { from: dates.day(placement.startDate), to: dates.day(placement.endDate) })}</span>}
      </div>
      <ol class="tl band">
        {road.map((stop, index) => (
          <li key={stop.title} class={stop.done ? "done" : index === now ? "now" : ""} aria-current={index === now ? "step" : undefined}>
            <div><b>{stop.title}</b> <span>{stop.when}{stop.done && <span class="vh"> · {t("road.done")}</span>}</span></div>
          </li>
        ))}
      </ol>
    </section>
  );
}
