// Asks once more before the link and its sessions end.
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";

export function NotMeDialog({ name, onGone, onClose }: { name: string; onGone: () => void; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(AccessService);
  const act = useAct((_: undefined, requestId) => client.revokeGuestGrant({ name, requestId }), onGone);
  return (
    <Sheet kind="dialog" title={t("notme.title")} onClose={onClose}>
      {(close) => (
        <>
          <p>{t("notme.explain")}</p>
          <Trouble error={act.error} />
          <div class="row end">
            <button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button>
            <button type="button" class="btn danger" disabled={act.busy} onClick={() => act.run(undefined)}>{t("notme.act")}</button>
          </div>
        </>
      )}
    </Sheet>
  );
}
