// The hours of a student, a week at a time: fill in the normal days with one button, change what was different, send (R54).
import { create } from "@bufbuild/protobuf";
import { useState } from "preact/hooks";
import { HoursEntry_State as HoursState, type HoursEntry } from "../../gen/driehoek/v1/rhythm_pb";
import { RhythmService, WithdrawHoursRequestSchema, WriteHoursRequestSchema } from "../../gen/driehoek/v1/rhythm_service_pb";
import { useSession } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { compareDays, dayAfter, isoDay, mondayOf, weekNumber, type Day } from "../../shared/i18n/dates";
import { useDraft } from "../../shared/offline/drafts";
import { ownerAt, useOutbox } from "../../shared/offline/outbox_hooks";
import { Faces } from "../../shared/ui/faces";
import { Message, Status } from "../../shared/ui/status";
import type { Placement } from "../../triangle/contract";
import { NormalDayForm } from "./normal_day";
import { useHoursOfWeek } from "./queries";
import { changedDays, daysOfWeek, emptiedDays, firstNormal, isPossible, typedWeek, withNormal, type NormalDay, type TypedDay, type TypedWeek } from "./week";

export function HoursForm({ placement }: { placement: Placement }) {
  const { t, dates } = useWords();
  const today = dates.today();
  const first = placement.startDate ?? today;
  const last = placement.endDate ?? today;
  const latest = mondayOf(compareDays(last, today) < 0 ? last : today);
  const [monday, setMonday] = useState(latest);
  const entries = useHoursOfWeek(placement.name, monday);
  const owner = ownerAt(useSession(), placement.name);
  const normal = useDraft<NormalDay>(`${owner} normal day ${placement.name}`, { ...firstNormal(placement.weeklyHours) });
  return (
    <section class="card" aria-labelledby="hours">
      <div class="head">
        <h2 id="hours">{t("hours.title")}</h2>
        <div class="row">
          <button type="button" class="btn flat sm" disabled={compareDays(monday, mondayOf(first)) <= 0} onClick={() => setMonday(dayAfter(monday, -7))}>{t("act.week_before")}</button>
          <span class="b s" role="status">{t("hours.week", { n: weekNumber(monday) })}</span>
          <button type="button" class="btn flat sm" disabled={compareDays(monday, latest) >= 0} onClick={() => setMonday(dayAfter(monday, 7))}>{t("act.week_after")}</button>
        </div>
      </div>
      {normal.draft.share < 0
        ? <NormalDayForm normal={normal.draft} onNormal={normal.change} />
        : (
          <>
            <Faces of={entries}>{(found) => <Week key={`${isoDay(monday)} ${found.map(({ etag }) => etag).join()}`} placement={placement} owner={owner} days={daysOfWeek(monday, first, last, today)} monday={monday} entries={found} normal={normal.draft} />}</Faces>
            <details class="s">
              <summary>{t("hours.normal")}</summary>
              <NormalDayForm normal={normal.draft} onNormal={normal.change} />
            </details>
          </>
        )}
    </section>
  );
}

interface WeekProps {
  readonly placement: Placement;
  readonly owner: string;
  readonly monday: Day;
  readonly days: readonly Day[];
  readonly entries: readonly HoursEntry[];
  readonly normal: NormalDay;
}

function Week({ placement, owner, monday, days, entries, normal }: WeekProps) {
  const { t, lang } = useWords();
  const { send, view } = useOutbox();
  const slot = `hours ${placement.name} ${isoDay(monday)}`;
  // What is typed is kept as it is, also when the page is closed.
  const kept = useDraft(`${owner} ${slot}`, { typed: JSON.stringify(typedWeek(entries, lang)) });
  const typed = JSON.parse(kept.draft.typed) as TypedWeek;
  const setTyped = (week: TypedWeek) => kept.change({ typed: JSON.stringify(week) });
  const waits = view.waiting.some((item) => item.slot.startsWith(slot));
  const possible = isPossible(typed);
  const changed = changedDays(typed, entries, () => crypto.randomUUID());
  const emptied = emptiedDays(typed, entries);
  const about = { owner, touches: ["hours", "hoursSummary", "hoursToConfirm"] };
  const submit = async () => {
    const parent = `institutions/${institutionOf(placement.name)}`;
    if (changed.length > 0) await send(RhythmService, "writeHours", create(WriteHoursRequestSchema, { parent, placement: placement.name, days: changed }), { ...about, slot });
    for (const { name, etag } of emptied) await send(RhythmService, "withdrawHours", create(WithdrawHoursRequestSchema, { name, etag }), { ...about, slot: `${slot} ${name}` });
    kept.forget();
  };
  const ready = possible && changed.length + emptied.length > 0 && !waits;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (ready) void submit();
    }}>
      <div><button type="button" class="btn two" onClick={() => setTyped(withNormal(typed, days, normal, lang))}>{t("act.normal_week")}</button></div>
      <ul class="week">
        <li class="heads" aria-hidden="true"><span>{t("hours.day")}</span><span>{t("hours.learning")}</span><span>{t("hours.other")}</span></li>
        {days.map((day) => <li key={isoDay(day)}><DayRow day={day} typed={typed[isoDay(day)]} entry={entries.find((one) => isoDay(one.workDate) === isoDay(day))} kept={waits} onTyped={(one) => setTyped({ ...typed, [isoDay(day)]: one })} /></li>)}
      </ul>
      {!possible && <Message tone="stop" alert><p>{t("hours.too_much")}</p></Message>}
      <div><button type="submit" class="btn" disabled={!ready}>{t("act.save_week")}</button></div>
    </form>
  );
}

function DayRow({ day, typed, entry, kept, onTyped }: { day: Day; typed: TypedDay | undefined; entry: HoursEntry | undefined; kept: boolean; onTyped: (typed: TypedDay) => void }) {
  const { t, dates } = useWords();
  const value = typed ?? { learning: "", other: "" };
  const name = dates.day(day);
  return (
    <>
      <div><span class="b s">{name}</span> <DayState entry={entry} kept={kept && entry === undefined && typed !== undefined} /></div>
      <input inputMode="decimal" autocomplete="off" maxLength={5} aria-label={t("hours.learning_on", { day: name })} value={value.learning} onInput={(event) => onTyped({ ...value, learning: event.currentTarget.value })} />
      <input inputMode="decimal" autocomplete="off" maxLength={5} aria-label={t("hours.other_on", { day: name })} value={value.other} onInput={(event) => onTyped({ ...value, other: event.currentTarget.value })} />
    </>
  );
}

function DayState({ entry, kept }: { entry: HoursEntry | undefined; kept: boolean }) {
  const { t } = useWords();
  if (kept) return <Status tone="wait" tag={false}>{t("hoursst.kept")}</Status>;
  switch (entry?.state) {
    case HoursState.WRITTEN: return <Status tone="wait" tag={false}>{t("hoursst.written")}</Status>;
    case HoursState.CONFIRMED: return <Status tone="ok" tag={false}>{t("hoursst.confirmed")}</Status>;
    case HoursState.DISPUTED: return <Status tone="stop" tag={false}>{t("hoursst.disputed", { reason: entry.disputeReason })}</Status>;
    default: return null;
  }
}
