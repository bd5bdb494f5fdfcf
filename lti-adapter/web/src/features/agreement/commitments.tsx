// Promises, each with its owner and measure, and how each side sees it: side by side, never averaged (R18).
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { newest } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { Commitment_Status as Kept, PartyRole, type Agreement, type Commitment } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { keep } from "../../triangle/queries";
import { parties, partyKey } from "../../triangle/words";
import { keptKey, keptTone } from "./words";
import "../../shared/ui/choices.css";

export function CommitmentList({ agreement, side }: { agreement: Agreement; side: PartyRole }) {
  const words = useWords();
  const { t } = words;
  const version = agreement.inForce ?? newest(agreement);
  const counts = agreement.inForce !== undefined;
  if (version === undefined) return null;
  return (
    <section class="card" aria-labelledby="commitments">
      <div class="head"><h2 id="commitments">{t("commit.title")}</h2></div>
      {version.commitments.length === 0
        ? <Empty><p>{t("commit.empty")}</p></Empty>
        : (
          <ul class="commit">
            {version.commitments.map((commitment) => (
              <li key={commitment.id}>
                <div>
                  <b class="b">{commitment.text}</b>
                  <p class="s q">{word(words, partyKey[commitment.owner])}{commitment.measure !== "" && ` · ${commitment.measure}`}</p>
                </div>
                {counts && <Views commitment={commitment} side={side} />}
                {counts && side !== PartyRole.PARTY_ROLE_UNSPECIFIED && <Mark agreement={agreement} commitment={commitment} side={side} />}
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}

function Views({ commitment, side }: { commitment: Commitment; side: PartyRole }) {
  const words = useWords();
  return (
    <ul class="views">
      {parties.map((role) => {
        const view = commitment.views.find((one) => one.partyRole === role);
        const status = view?.status ?? Kept.STATUS_UNSPECIFIED;
        return (
          <li key={role}>
            <span class="xs qq">{role === side ? words.t("party.you") : word(words, partyKey[role])}</span>
            <Status tone={keptTone[status]} tag={false}>{word(words, keptKey[status])}</Status>
            {view && view.note !== "" && <span class="s q">“{view.note}”</span>}
          </li>
        );
      })}
    </ul>
  );
}

const marks = [Kept.KEPT, Kept.AT_RISK, Kept.BROKEN] as const;

function Mark({ agreement, commitment, side }: { agreement: Agreement; commitment: Commitment; side: PartyRole }) {
  const words = useWords();
  const { t } = words;
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const toast = useToast();
  const own = commitment.views.find((view) => view.partyRole === side);
  const [status, setStatus] = useState<Kept>(own?.status ?? Kept.STATUS_UNSPECIFIED);
  const [note, setNote] = useState(own?.note ?? "");
  const act = useAct(
    (_: undefined, requestId) => client.markCommitment({ name: agreement.name, commitment: commitment.id, status, note, requestId }),
    (answer) => {
      keep(cache, answer);
      toast(t("done.marked"));
    },
  );
  return (
    <details class="mark">
      <summary class="s">{t("commit.mark")}</summary>
      <form onSubmit={(event) => {
        event.preventDefault();
        if (status !== Kept.STATUS_UNSPECIFIED) act.run(undefined);
      }}>
        <fieldset class="field">
          <legend class="lab">{t("commit.how")}</legend>
          <div class="seg">
            {marks.map((mark) => (
              <label key={mark}><input type="radio" name={`mark-${commitment.id}`} checked={status === mark} onChange={() => setStatus(mark)} />{word(words, keptKey[mark])}</label>
            ))}
          </div>
        </fieldset>
        <TextField label={t("commit.note")} hint={t("optional")} value={note} onValue={setNote} maxLength={500} />
        <Trouble error={act.error} />
        <div><button type="submit" class="btn sm" disabled={act.busy || status === Kept.STATUS_UNSPECIFIED}>{t("act.save")}</button></div>
      </form>
    </details>
  );
}
