// Who signed and who has to: one list, with the ways to reach the one who has not.
import { later } from "../../shared/frame/later";
import { useWords } from "../../shared/i18n/context";
import { Avatar, Status } from "../../shared/ui/status";
import { isOpenForSigning, signatureOf } from "../../triangle/agreement";
import { PartyRole, SignatureState, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { SignatureTag, useMe, word } from "../../triangle/parts";
import { parties, partyKey } from "../../triangle/words";

// Guests never see it.
const Reach = later(() => import("./reach").then((part) => part.Reach));

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
        {open && !agreement.inForce && agreement.dueDate && <span class="s q">{t("turn.by", { date: dates.day(agreement.dueDate) })}</span>}
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
