// Another moment within the window, with the reason that everybody reads.
import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useState } from "preact/hooks";
import { compareDays, isoDay } from "../../shared/i18n/dates";
import { clockIn, instantIn } from "../../shared/i18n/instant";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import type { CheckIn } from "../../triangle/check_ins";
import { windowText } from "../../triangle/check_in_words";
import { useCheckInAct, useZone } from "./form";

export function MoveDialog({ checkIn, onClose }: { checkIn: CheckIn; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("cimove.title")} onClose={onClose}>{(close) => <Fields checkIn={checkIn} close={close} />}</Sheet>;
}

function Fields({ checkIn, close }: { checkIn: CheckIn; close: () => void }) {
  const words = useWords();
  const { t, dates } = words;
  const zone = useZone();
  const now = checkIn.startTime && clockIn(zone, timestampDate(checkIn.startTime));
  const [day, setDay] = useState(now?.day ?? "");
  const [clock, setClock] = useState(now?.clock ?? "");
  const [reason, setReason] = useState("");
  const instant = instantIn(zone, day, clock);
  const act = useCheckInAct(
    (client, startTime: Date, requestId) => client.moveCheckIn({ name: checkIn.name, startTime: timestampFromDate(startTime), reason: reason.trim(), etag: checkIn.etag, requestId }),
    () => t("done.checkin_moved"),
    close,
  );
  const { firstDate, lastDate } = checkIn.window ?? {};
  const today = dates.today();
  const first = firstDate && compareDays(firstDate, today) > 0 ? firstDate : today;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (instant !== undefined) act.run(instant);
    }}>
      <div class="two2">
        <TextField type="date" label={t("cimove.day")} hint={windowText(words, checkIn)} value={day} onValue={setDay} min={isoDay(first)} max={isoDay(lastDate)} required />
        <TextField type="time" label={t("cimove.time")} value={clock} onValue={setClock} required />
      </div>
      <TextArea label={t("cimove.reason")} hint={t("cimove.reason_hint")} value={reason} onValue={setReason} maxLength={500} required />
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || instant === undefined || reason.trim() === ""}>{t("act.move_checkin")}</button></div>
    </form>
  );
}
