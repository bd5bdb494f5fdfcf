// A day as it usually is, filled in once: on which days, how many hours, and how much of it for learning tasks.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { dayAfter } from "../../shared/i18n/dates";
import { TextField } from "../../shared/ui/fields";
import { shareKey, shares } from "../../triangle/rhythm_words";
import { Steps } from "../../triangle/steps";
import { minutesOf, type NormalDay } from "./week";
import "../../shared/ui/choices.css";

/** A Monday, to name the days of a week. */
const monday = { year: 2026, month: 6, day: 1 };

export function NormalDayForm({ normal, onNormal }: { normal: NormalDay; onNormal: (normal: NormalDay) => void }) {
  const { t, lang } = useWords();
  const [typed, setTyped] = useState<NormalDay>(normal);
  const set = (part: Partial<NormalDay>) => setTyped((old) => ({ ...old, ...part }));
  const names = Array.from({ length: 7 }, (_, index) => {
    const { year, month, day } = dayAfter(monday, index);
    return new Intl.DateTimeFormat(lang, { weekday: "short", timeZone: "UTC" }).format(new Date(Date.UTC(year, month - 1, day)));
  });
  const toggle = (index: string) => set({ days: typed.days.includes(index) ? typed.days.replace(index, "") : [...typed.days, index].sort().join("") });
  const ready = typed.share >= 0 && typed.days !== "" && (minutesOf(typed.hours) ?? 0) > 0;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (ready) onNormal(typed);
    }}>
      <p class="s q">{t("hours.normal_why")}</p>
      <div class="field">
        <span class="lab">{t("hours.normal_days")}</span>
        <div class="chips" role="group" aria-label={t("hours.normal_days")}>
          {names.map((name, index) => <button key={name} type="button" class="chip" aria-pressed={typed.days.includes(String(index))} onClick={() => toggle(String(index))}>{name}</button>)}
        </div>
      </div>
      <TextField label={t("hours.normal_all")} value={typed.hours} onValue={(hours) => set({ hours })} maxLength={5} required />
      <Steps label={t("pulse.share")} name="normal" required value={typed.share} onValue={(share) => set({ share })} options={shares.map((value) => ({ value, label: t(shareKey[value]) }))} />
      <div><button type="submit" class="btn" disabled={!ready}>{t("act.save_normal")}</button></div>
    </form>
  );
}
