// Ends a check-in; with open actions only with a reason.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import type { CheckIn } from "../../triangle/check_ins";
import { useCheckInAct } from "./form";

export function CloseDialog({ checkIn, onClose }: { checkIn: CheckIn; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("close.title")} onClose={onClose}>{(close) => <Fields checkIn={checkIn} close={close} />}</Sheet>;
}

function Fields({ checkIn, close }: { checkIn: CheckIn; close: () => void }) {
  const { t, tn } = useWords();
  const [reason, setReason] = useState("");
  const open = checkIn.agreedActions.filter(({ doneTime }) => doneTime === undefined).length;
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.closeCheckIn({ name: checkIn.name, reason: open > 0 ? reason.trim() : "", etag: checkIn.etag, requestId }),
    () => t("done.checkin_closed"),
    close,
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      {open > 0
        ? <TextArea label={tn("close.open", open)} value={reason} onValue={setReason} maxLength={500} required />
        : <p>{t(checkIn.agreedActions.length > 0 ? "close.fine" : "close.none")}</p>}
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || (open > 0 && reason.trim() === "")}>{t("act.close_checkin")}</button></div>
    </form>
  );
}
