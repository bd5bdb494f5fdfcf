// Recording that there was contact: with whom, how and when. Whoever records it was there.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { allParties, Party } from "../../triangle/check_ins";
import { partyOfCheckInKey } from "../../triangle/check_in_words";
import { ContactKind, ContactService, refreshContact } from "../../triangle/contact";
import type { Placement } from "../../triangle/contract";
import { capital } from "./capital";
import { contactKindKey } from "./contact_words";

const kinds = [ContactKind.CALL, ContactKind.VISIT, ContactKind.MEETING, ContactKind.MESSAGE] as const;

export function ContactForm({ placement, own, onClose }: { placement: Placement; own: Party; onClose: () => void }) {
  const { t, dates } = useWords();
  const client = useClient(ContactService);
  const cache = useQueryClient();
  const toast = useToast();
  const others = allParties.filter((party) => party !== own);
  const [chosen, setChosen] = useState<readonly Party[]>([]);
  const [kind, setKind] = useState<ContactKind>(ContactKind.CALL);
  const [date, setDate] = useState(isoDay(dates.today()));
  const [note, setNote] = useState("");
  const contactDate = parseDay(date);
  const act = useAct(
    (_: undefined, requestId) => client.createContactMoment({
      parent: placement.name.split("/").slice(0, 2).join("/"), requestId,
      contactMoment: { placement: placement.name, parties: [own, ...chosen], kind, note: note.trim(), ...(contactDate && { contactDate }) },
    }),
    () => {
      toast(t("done.contact_noted"));
      refreshContact(cache);
      onClose();
    },
  );
  const nameOf = (party: Party) => {
    const { labels } = placement;
    const name = party === Party.STUDENT ? labels?.student : party === Party.TEACHER ? labels?.contactPerson : labels?.supervisor;
    return name ? ` · ${name}` : "";
  };
  return (
    <form aria-label={t("touch.form")} onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <fieldset class="cicheck">
        <legend class="lab">{t("touch.form_who")}</legend>
        {others.map((party) => <label key={party} class="check"><input type="checkbox" checked={chosen.includes(party)} onChange={(event) => setChosen(event.currentTarget.checked ? others.filter((one) => one === party || chosen.includes(one)) : chosen.filter((one) => one !== party))} /><span>{capital(t(partyOfCheckInKey[party]))}{nameOf(party)}</span></label>)}
      </fieldset>
      <div class="two2">
        <Choice label={t("touch.form_how")} value={String(kind)} onValue={(value) => setKind(kinds.find((one) => String(one) === value) ?? ContactKind.CALL)} options={kinds.map((one) => ({ value: String(one), label: capital(t(contactKindKey[one])) }))} />
        <TextField type="date" label={t("touch.form_when")} value={date} onValue={setDate} max={isoDay(dates.today())} required />
      </div>
      <TextArea label={t("touch.form_note")} hint={t("touch.form_note_hint")} value={note} onValue={setNote} maxLength={1000} />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || chosen.length === 0 || contactDate === undefined}>{t("act.note_contact")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}
