// Ends a placement before its time, with the reason.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { PlacementService } from "../../gen/driehoek/v1/placement_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { PlacementState, type Placement } from "../../triangle/contract";

export function EndPlacement({ placement }: { placement: Placement }) {
  const { t } = useWords();
  const client = useClient(PlacementService);
  const cache = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.endPlacement({ name: placement.name, etag: placement.etag, reason: reason.trim(), requestId }),
    () => {
      toast(t("done.ended"));
      void cache.invalidateQueries();
      navigate("#/");
    },
  );
  if (placement.state >= PlacementState.COMPLETED) return null;
  return (
    <>
      <button type="button" class="btn flat sm" onClick={() => setAsking(true)}>{t("act.end_placement")}</button>
      {asking && (
        <Sheet kind="dialog" title={t("endp.title")} onClose={() => setAsking(false)}>
          {(close) => (
            <div class="stack">
              <TextArea label={t("reason.label")} hint={t("reason.hint")} value={reason} onValue={setReason} maxLength={1000} required />
              <Trouble error={act.error} />
              <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="button" class="btn danger" disabled={act.busy || reason.trim() === ""} onClick={() => act.run(undefined)}>{t("act.end_placement")}</button></div>
            </div>
          )}
        </Sheet>
      )}
    </>
  );
}
