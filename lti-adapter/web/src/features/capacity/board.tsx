// The seats of every organisation: a letter and a fill for each, and the same in words.
import { useState } from "preact/hooks";
import type { CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { useWords, type Words } from "../../shared/i18n/context";
import type { Placement } from "../../triangle/contract";
import { count, organisationOf, seatsOf, type Levels, type Seat } from "./seats";

export interface OffersProps {
  readonly offers: readonly CapacityOffer[];
  readonly placements: readonly Placement[];
  readonly levels: Levels;
  readonly onChange: (offer: CapacityOffer) => void;
}

const page = 25;

export function Board({ offers, placements, levels, onChange }: OffersProps) {
  const words = useWords();
  const { t } = words;
  const [size, setSize] = useState(page);
  const organisations = new Map<string, CapacityOffer[]>();
  for (const offer of offers) organisations.set(organisationOf(offer), [...(organisations.get(organisationOf(offer)) ?? []), offer]);
  const groups = [...organisations.entries()];
  return (
    <>
      <p class="key">
        <span><span class="seat ad" aria-hidden="true">A</span>{t("seat.ad")}</span>
        <span><span class="seat ba" aria-hidden="true">B</span>{t("seat.bachelor")}</span>
        <span><span class="seat ot" aria-hidden="true">•</span>{t("seat.other")}</span>
        <span><span class="seat re" aria-hidden="true">A</span>{t("seat.kept")}</span>
        <span><span class="seat" aria-hidden="true" />{t("seat.free")}</span>
      </p>
      <ul class="cap">
        {groups.slice(0, size).map(([organisation, own]) => (
          <li key={organisation}>
            <b class="b">{own[0]?.labels?.organisation}</b>
            <ul class="cap-offers">
              {own.map((offer) => <li key={offer.name}><Offer words={words} offer={offer} seats={seatsOf(offer, placements, levels)} onChange={() => onChange(offer)} /></li>)}
            </ul>
          </li>
        ))}
      </ul>
      {groups.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, groups.length - size), total: groups.length })}</button></div>}
    </>
  );
}

/** "4 bezet, 1 bewaard, 0 vrij". */
export function seatsText({ t }: Words, seats: readonly Seat[]): string {
  return t("seat.text", { taken: count(seats, "taken"), kept: count(seats, "kept"), free: count(seats, "free") });
}

export function periodText({ t, dates }: Words, { startDate, endDate }: CapacityOffer): string {
  return startDate && endDate ? t("road.period", { from: dates.day(startDate), to: dates.day(endDate) }) : "";
}

function Offer({ words, offer, seats, onChange }: { words: Words; offer: CapacityOffer; seats: readonly Seat[]; onChange: () => void }) {
  const { t } = words;
  const labels = offer.labels;
  const where = [labels?.workplace, labels?.city].filter((part) => part !== undefined && part !== "").join(", ");
  return (
    <div class="offer">
      <div class="stack tight">
        <p class="s">{where}</p>
        <p class="xs qq">{periodText(words, offer)} · {labels?.supervisor ? t("offer.with", { name: labels.supervisor }) : t("offer.nobody")}</p>
      </div>
      <div class="stack tight">
        <span class="seats" aria-hidden="true">{seats.map((seat, index) => <span key={index} class={seatClass(seat)}>{seat.use === "free" ? "" : seat.letter || "•"}</span>)}</span>
        <span class="xs qq">{seatsText(words, seats)}</span>
      </div>
      <button type="button" class="btn flat sm" onClick={onChange}>{t("act.change_offer")}<span class="vh"> {labels?.organisation}, {where}</span></button>
    </div>
  );
}

const takenClass = { A: "seat ad", B: "seat ba", M: "seat ot", "": "seat ot" } as const;

function seatClass({ use, letter }: Seat): string {
  if (use === "taken") return takenClass[letter];
  return use === "kept" ? "seat re" : "seat";
}
