// Where a check-in is, how long it lasts, what it is about and who else comes: for the contact person.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import type { CheckIn } from "../../triangle/check_ins";
import { usePersons } from "../../triangle/directory";
import { Arrangement, isArranged, typedArrangement, type TypedArrangement } from "./arrangement";
import { useCheckInAct } from "./form";

export function ArrangeDialog({ checkIn, onClose }: { checkIn: CheckIn; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("arrange.title")} onClose={onClose}>{(close) => <Fields checkIn={checkIn} close={close} />}</Sheet>;
}

function Fields({ checkIn, close }: { checkIn: CheckIn; close: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState<TypedArrangement>(() => typedArrangement(checkIn));
  const [second, setSecond] = useState(checkIn.secondTeacher);
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.updateCheckIn({
      checkIn: { name: checkIn.name, etag: checkIn.etag, lengthMinutes: Number(typed.length), place: typed.place.trim(), link: typed.link.trim(), learningTasks: [...typed.tasks], secondTeacher: second },
      updateMask: { paths: ["length_minutes", "place", "link", "learning_tasks", "second_teacher"] }, requestId,
    }),
    () => t("done.arranged"),
    close,
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <Arrangement placement={checkIn.placement} typed={typed} onTyped={setTyped} />
      <Second checkIn={checkIn} value={second} onValue={setSecond} />
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || !isArranged(typed)}>{t("act.save")}</button></div>
    </form>
  );
}

/** A second coach; only those whom the caller may know of. */
function Second({ checkIn, value, onValue }: { checkIn: CheckIn; value: string; onValue: (person: string) => void }) {
  const { t } = useWords();
  const persons = usePersons();
  const involved = [checkIn.student, checkIn.teacher, checkIn.supervisor];
  const others = (persons.data ?? []).filter(({ name }) => !involved.includes(name) && name !== value);
  const current = value === "" ? [] : [{ value, label: checkIn.labels?.secondTeacher || value }];
  if (others.length === 0 && current.length === 0) return null;
  return <Choice label={t("arrange.second")} hint={t("optional")} value={value} onValue={onValue} empty={t("arrange.second_none")} options={[...current, ...others.map(({ name, displayName }) => ({ value: name, label: displayName }))]} />;
}
