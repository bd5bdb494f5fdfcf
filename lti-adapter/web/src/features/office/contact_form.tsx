// Names the one contact person of a student from a day on; the one before ends the day before (R48).
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ContactAssignmentSchema } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { isoDay, parseDay, type Day } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { useParent, usePersons, useTeachers } from "./queries";

export function ContactForm({ student, name, start, onClose }: { student: string; name: string; start: Day | undefined; onClose: () => void }) {
  const { t, dates } = useWords();
  const client = useClient(DirectoryService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const persons = usePersons();
  const teachers = useTeachers();
  const [teacher, setTeacher] = useState("");
  const [from, setFrom] = useState(isoDay(start ?? dates.today()));
  const act = useAct(
    (startDate: Day, requestId) => client.createContactAssignment({ parent, contactAssignment: create(ContactAssignmentSchema, { student, teacher, startDate }), requestId }),
    () => {
      toast(t("done.contact", { name }));
      void cache.invalidateQueries();
      onClose();
    },
  );
  const known = teachers.data ?? [];
  const choices = (persons.data ?? []).filter((person) => known.length === 0 || known.includes(person.name));
  const day = parseDay(from);
  return (
    <Sheet kind="dialog" title={t("contact.title", { name })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          if (teacher !== "" && day) act.run(day);
        }}>
          <Choice label={t("party.contact")} value={teacher} onValue={setTeacher} required empty={t("choose")} options={choices.map((person) => ({ value: person.name, label: person.displayName }))} />
          <TextField label={t("contact.from")} type="date" value={from} onValue={setFrom} required />
          <Trouble error={act.error ?? persons.error ?? teachers.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.choose_contact")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
