// A check-in besides what the system plans: when there is something to discuss, or a return day (R61).
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useState } from "preact/hooks";
import { navigate } from "../../shared/frame/router";
import { isoDay } from "../../shared/i18n/dates";
import { instantIn } from "../../shared/i18n/instant";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { checkInHref, CheckInKind } from "../../triangle/check_ins";
import { checkInKindKey } from "../../triangle/check_in_words";
import type { Placement } from "../../triangle/contract";
import { Arrangement, isArranged, usualArrangement } from "./arrangement";
import { useCheckInAct, useZone } from "./form";
import "../../shared/ui/pick.css";

const kinds = [[CheckInKind.EXTRA, "create.extra_hint"], [CheckInKind.RETURN_DAY, "create.return_hint"]] as const;

export function CreateDialog({ placement, onClose }: { placement: Placement; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("create.title")} onClose={onClose}>{(close) => <Fields placement={placement} close={close} />}</Sheet>;
}

function Fields({ placement, close }: { placement: Placement; close: () => void }) {
  const { t, dates } = useWords();
  const zone = useZone();
  const [kind, setKind] = useState(CheckInKind.EXTRA);
  const [day, setDay] = useState("");
  const [clock, setClock] = useState("14:00");
  const [typed, setTyped] = useState(usualArrangement);
  const instant = instantIn(zone, day, clock);
  const act = useCheckInAct(
    (client, startTime: Date, requestId) => client.createCheckIn({
      parent: placement.name.split("/").slice(0, 2).join("/"), requestId,
      checkIn: { placement: placement.name, kind, startTime: timestampFromDate(startTime), lengthMinutes: Number(typed.length), place: typed.place.trim(), link: typed.link.trim(), learningTasks: [...typed.tasks] },
    }),
    () => t("done.checkin_made"),
    (answer) => {
      close();
      // Closing goes a step back in the history; only then there is somewhere to go on from.
      setTimeout(() => navigate(checkInHref(answer.name)), 50);
    },
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (instant !== undefined) act.run(instant);
    }}>
      <fieldset class="pick">
        <legend class="lab">{t("create.kind")}</legend>
        {kinds.map(([value, hint]) => <label key={value}><input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} />{t(checkInKindKey[value])}<span>{t(hint)}</span></label>)}
      </fieldset>
      <div class="two2">
        <TextField type="date" label={t("cimove.day")} value={day} onValue={setDay} min={isoDay(dates.today())} max={isoDay(placement.endDate)} required />
        <TextField type="time" label={t("cimove.time")} value={clock} onValue={setClock} required />
      </div>
      <Arrangement placement={placement.name} typed={typed} onTyped={setTyped} />
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || instant === undefined || !isArranged(typed)}>{t("act.new_checkin")}</button></div>
    </form>
  );
}
