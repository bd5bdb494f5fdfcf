// Who signed and who has to: one list, with the ways to reach the one who has not.
import { useQuery } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import type { GuestLink } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";
import { Avatar, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { isOpenForSigning, signatureOf } from "../../triangle/agreement";
import { PartyRole, SignatureState, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { SignatureTag, useMe, word } from "../../triangle/parts";
import { parties, partyKey } from "../../triangle/words";
import { QrCode } from "./qr";

const inviters = ["teacher", "practice_office", "institution_admin"];

export function SignatureList({ agreement, version, side }: { agreement: Agreement; version: AgreementVersion; side: PartyRole }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const open = isOpenForSigning(version);
  return (
    <section class="card" aria-labelledby="signatures">
      <div class="head">
        <h2 id="signatures">{t("sig.title")}</h2>
        {open && agreement.dueDate && <span class="s q">{t("turn.by", { date: dates.day(agreement.dueDate) })}</span>}
      </div>
      {agreement.overdueTime && open && <p><Status tone="stop">{t("sig.overdue", { date: dates.day(dates.dayOf(agreement.overdueTime)) })}</Status></p>}
      <ul class="who" aria-live="polite">
        {parties.map((role) => {
          const party = version.parties.find((one) => one.role === role);
          const signature = signatureOf(version, role);
          const state = signature?.state ?? SignatureState.STATE_UNSPECIFIED;
          const waiting = open && (state === SignatureState.REQUESTED || state === SignatureState.OPENED);
          const name = signature?.displayName || party?.displayName || word(words, partyKey[role]);
          const when = signature?.updateTime && state >= SignatureState.OPENED ? dates.day(dates.dayOf(signature.updateTime)) : "";
          return (
            <li key={role}>
              <Avatar name={name} />
              <div>
                <b class="b">{name}</b>
                <p>{word(words, partyKey[role])}{party?.capacity && role !== PartyRole.STUDENT && <> · <span lang={agreement.languageCode}>{party.capacity}</span></>}{when !== "" && <> · <span class="nw">{when}</span></>}</p>
              </div>
              {waiting && role === side
                ? <Status tone="warn">{t("turn.you")}</Status>
                : <SignatureTag version={version} role={role} />}
              {waiting && role === PartyRole.WORKPLACE && inviters.includes(me.role) && <Reach agreement={agreement} person={signature?.person ?? ""} name={name} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Mails the link again, or shows it as a QR code to whoever stands beside us. */
function Reach({ agreement, person, name }: { agreement: Agreement; person: string; name: string }) {
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
