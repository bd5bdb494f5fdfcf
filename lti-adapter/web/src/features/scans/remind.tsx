// Mails the supervisor of a scan the link again.
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { GuestGrant_State as GrantState } from "../../gen/driehoek/v1/access_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { useToast } from "../../shared/ui/toast";
import type { WorkplaceScan } from "../../triangle/scans";

export function Remind({ scan }: { scan: WorkplaceScan }) {
  const { t } = useWords();
  const access = useClient(AccessService);
  const directory = useClient(DirectoryService);
  const toast = useToast();
  const name = scan.labels?.supervisor ?? "";
  const act = useAct(
    async (_: undefined, requestId) => {
      const parent = `institutions/${institutionOf(scan.name)}`;
      const { person } = await directory.getSupervisorProfile({ name: scan.supervisor });
      const { guestGrants } = await access.listGuestGrants({ parent, person });
      const live = guestGrants.find((grant) => grant.person === person && (grant.state === GrantState.ISSUED || grant.state === GrantState.ACTIVE));
      if (live) await access.renewGuestLink({ name: live.name, sendMail: true, requestId });
      else await access.createGuestGrant({ parent, guestGrant: { person }, requestId });
    },
    () => toast(t("done.mailed", { name })),
  );
  return <><button type="button" class="btn sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.remind_name", { name })}</button><Trouble error={act.error} /></>;
}
