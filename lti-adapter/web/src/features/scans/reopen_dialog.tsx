// Opens a scan again, with why: a trigger and words that the supervisor reads.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { refreshScans, ScanState, Trigger, WorkplaceScanService, type WorkplaceScan } from "../../triangle/scans";
import { triggerKey, triggers } from "./words";

export function ReopenDialog({ scan, onClose }: { scan: WorkplaceScan; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const toast = useToast();
  const [trigger, setTrigger] = useState<Trigger>(scan.state === ScanState.EXPIRED ? Trigger.EXPIRY : Trigger.SIGNAL);
  const [reason, setReason] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.reopenWorkplaceScan({ name: scan.name, trigger, reason: reason.trim(), etag: scan.etag, requestId }),
    (answer) => {
      toast(t("done.scan_reopened"));
      refreshScans(cache, answer);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("reopen.title", { place: scan.labels?.workplace ?? "" })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <p class="s q">{t("reopen.explain")}</p>
          <Choice label={t("reopen.trigger")} value={String(trigger)} onValue={(value) => setTrigger(triggers.find((one) => String(one) === value) ?? Trigger.SIGNAL)} options={triggers.map((one) => ({ value: String(one), label: t(triggerKey[one]) }))} />
          <TextArea label={t("reason.label")} hint={t("scans.reason_hint")} value={reason} onValue={setReason} maxLength={1000} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || reason.trim() === ""}>{t("act.reopen_scan")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
