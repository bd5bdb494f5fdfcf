// The board as a table, with the same numbers, to sort and to take along.
import { useWords } from "../../shared/i18n/context";
import { isoDay } from "../../shared/i18n/dates";
import { Rows } from "../../shared/ui/rows";
import type { OffersProps } from "./board";
import { count, seatsOf } from "./seats";

export function OfferTable({ offers, placements, levels, onChange }: OffersProps) {
  const { t, dates } = useWords();
  const rows = offers.map((offer) => ({ offer, seats: seatsOf(offer, placements, levels) }));
  type Row = (typeof rows)[number];
  const day = (label: string, of: (row: Row) => Row["offer"]["startDate"]) => ({
    label, value: (row: Row) => isoDay(of(row)), show: (row: Row) => { const date = of(row); return date && dates.day(date); },
  });
  return (
    <Rows caption={t("offers.title")} rows={rows} keyOf={({ offer }) => offer.name} file={t("offers.file")}
      act={({ offer }) => <button type="button" class="btn flat sm" onClick={() => onChange(offer)}>{t("act.change_offer")}<span class="vh"> {offer.labels?.organisation}</span></button>}
      columns={[
        { label: t("offer.organisation"), value: ({ offer }) => offer.labels?.organisation ?? "" },
        { label: t("offer.workplace"), value: ({ offer }) => offer.labels?.workplace ?? "" },
        { label: t("offer.city"), value: ({ offer }) => offer.labels?.city ?? "" },
        { label: t("offer.supervisor"), value: ({ offer }) => offer.labels?.supervisor ?? "" },
        day(t("period.start"), ({ offer }) => offer.startDate),
        day(t("period.end"), ({ offer }) => offer.endDate),
        { label: t("offer.seats"), value: ({ offer }) => offer.seatCount, numeric: true },
        { label: t("seat.taken"), value: ({ seats }) => count(seats, "taken"), numeric: true },
        { label: t("seat.kept"), value: ({ seats }) => count(seats, "kept"), numeric: true },
        { label: t("seat.free"), value: ({ seats }) => count(seats, "free"), numeric: true },
      ]} />
  );
}
