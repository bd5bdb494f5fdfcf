// The programme records that the check-in was held: when, who was there and what came out of it.
import { useState } from "preact/hooks";
import { compareDays, isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { allParties, Party, type CheckIn } from "../../triangle/check_ins";
import { partyName, partyWord } from "../../triangle/check_in_words";
import { capital } from "./capital";
import { useCheckInAct } from "./form";

export function HoldForm({ checkIn }: { checkIn: CheckIn }) {
  const words = useWords();
  const { t, dates } = words;
  const today = dates.today();
  const planned = checkIn.startTime && dates.dayOf(checkIn.startTime);
  const [date, setDate] = useState(isoDay(planned && compareDays(planned, today) < 0 ? planned : today));
  const [present, setPresent] = useState<readonly Party[]>(allParties);
  const [outcome, setOutcome] = useState("");
  const heldDate = parseDay(date);
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.holdCheckIn({ name: checkIn.name, ...(heldDate && { heldDate }), presentParties: [...present], outcome: outcome.trim(), etag: checkIn.etag, requestId }),
    () => t("done.held"),
  );
  return (
    <form class="card" aria-labelledby="hold" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="hold">{t("hold.title")}</h2>
      <div class="two2">
        <TextField type="date" label={t("hold.date")} value={date} onValue={setDate} min={isoDay(planned)} max={isoDay(today)} required />
        <fieldset class="cicheck">
          <legend class="lab">{t("hold.present")}</legend>
          {allParties.map((party) => {
            const name = partyName(checkIn, party);
            const word = capital(partyWord(words, party, Party.TEACHER));
            return <label key={party} class="check"><input type="checkbox" checked={present.includes(party)} onChange={(event) => setPresent(event.currentTarget.checked ? allParties.filter((one) => one === party || present.includes(one)) : present.filter((one) => one !== party))} /><span>{word}{name !== "" && party !== Party.TEACHER && ` · ${name}`}</span></label>;
          })}
        </fieldset>
      </div>
      <TextArea label={t("hold.outcome")} value={outcome} onValue={setOutcome} maxLength={4000} required />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || heldDate === undefined || present.length < 2 || outcome.trim() === ""}>{t("act.note_held")}</button></div>
    </form>
  );
}
