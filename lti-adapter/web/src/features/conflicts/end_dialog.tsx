// Ends a conflict of interest, with why it is none any more. From then on the two may come together.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import type { ConflictOfInterest } from "../../gen/driehoek/v1/conflict_pb";
import { ConflictService } from "../../gen/driehoek/v1/conflict_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { refreshConflicts } from "./calls";

export function EndDialog({ conflict, onClose }: { conflict: ConflictOfInterest; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(ConflictService);
  const cache = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const { student = "", organisation = "" } = conflict.labels ?? {};
  const act = useAct(
    (_: undefined, requestId) => client.endConflictOfInterest({ name: conflict.name, reason: reason.trim(), etag: conflict.etag, requestId }),
    () => {
      toast(t("done.conflict_ended"));
      refreshConflicts(cache);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("coi.end_title")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <p class="s">{t("coi.end_explain", { student, organisation })}</p>
          <TextArea label={t("coi.end_reason")} hint={t("coi.end_hint")} value={reason} onValue={setReason} maxLength={1000} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || reason.trim() === ""}>{t("act.end_conflict")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
