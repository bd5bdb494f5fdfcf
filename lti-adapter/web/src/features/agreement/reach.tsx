// The ways to reach the one who has to sign: the link by mail once more, or as a QR code.
import { useQuery } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { AccessService, type GuestLink } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import type { Agreement } from "../../triangle/contract";
import { QrCode } from "./qr";

/** Mails the link again, or shows it as a QR code to whoever stands beside us. */
export function Reach({ agreement, person, name }: { agreement: Agreement; person: string; name: string }) {
  const { t } = useWords();
  const client = useClient(AccessService);
  const toast = useToast();
  const [link, setLink] = useState<GuestLink>();
  const parent = `institutions/${institutionOf(agreement.name)}`;
  const grants = useQuery({ queryKey: ["grants", person], queryFn: () => client.listGuestGrants({ parent, person }), staleTime: 60_000 });
  const grant = grants.data?.guestGrants.find((one) => one.person === person && (one.state === 1 || one.state === 2));
  const mail = useAct(
    async (_: undefined, requestId) => {
      if (grant) await client.renewGuestLink({ name: grant.name, sendMail: true, requestId });
      else await client.createGuestGrant({ parent, guestGrant: { person }, requestId });
    },
    () => {
      toast(t("done.mailed", { name }));
      void grants.refetch();
    },
  );
  const show = useAct((grantName: string, requestId) => client.renewGuestLink({ name: grantName, sendMail: false, requestId }), setLink);
  return (
    <div class="reach">
      <div class="row">
        <button type="button" class="btn two sm" disabled={mail.busy} onClick={() => mail.run(undefined)}>{t("act.remind")}</button>
        {grant && <button type="button" class="btn flat sm" disabled={show.busy} onClick={() => show.run(grant.name)}>{t("act.qr")}</button>}
      </div>
      {grant && grant.maskedAddress !== "" && <p class="xs qq">{t("sig.address", { address: grant.maskedAddress })}</p>}
      <Trouble error={mail.error ?? show.error} />
      {link && (
        <Sheet kind="dialog" title={t("qr.title", { name })} onClose={() => setLink(undefined)}>
          <p class="s q">{t("qr.explain", { name })}</p>
          <QrCode text={link.uri} label={t("qr.title", { name })} />
        </Sheet>
      )}
    </div>
  );
}
