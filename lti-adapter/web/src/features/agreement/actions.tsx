// What this person can do now with this agreement: one first act, the others below it. The server decides; this only offers.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon, Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { hasAccepted, isOpenForSigning, nextCheck } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AgreementVersion_State as State, PartyRole, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { turnTitle, turnWho, useMe } from "../../triangle/parts";
import { keep } from "../../triangle/queries";
import { openSteps } from "../../triangle/turns";
import { stepRole } from "../../triangle/words";
import { AmendDialog, DeclineDialog, EndRequestDialog, ReturnDialog, TerminateDialog, WithdrawDialog } from "./dialogs";
import { Download } from "./download";
import { clauseName } from "./clause_name";
import { OtherSigner } from "./other_signer";
import { Redraft } from "./redraft";
import { useFlush } from "./draft_state";

interface Props {
  readonly agreement: Agreement;
  readonly version: AgreementVersion;
  readonly side: PartyRole;
  readonly onSign: (() => void) | undefined;
}

type Asked = "return" | "decline" | "amend" | "end" | "withdraw" | "terminate" | "change";

export function ActionPanel(props: Props) {
  const { agreement, version, side, onSign } = props;
  const words = useWords();
  const { t } = words;
  const me = useMe();
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const check = nextCheck(version);
  const mayCheck = check !== undefined && stepRole[check] === me.role;
  const steps = openSteps({ agreement, placement: undefined }, me, words.dates.today());
  const first = steps.find((step) => step.mine) ?? steps[0];
  return (
    <section class={onSign ? "sheet panel now" : "sheet panel"} aria-labelledby="panel">
      <h2 id="panel">{first === undefined ? t("panel.quiet") : first.mine ? t("panel.yours") : t("turn.title")}</h2>
      {first !== undefined && <p>{turnTitle(words, first.turn)}{!first.mine && <><br /><span class="s q">{turnWho(words, first)}</span></>}</p>}
      <div class="stack tight">
        {version.state === State.DRAFT && <Submit agreement={agreement} version={version} />}
        {mayCheck && <Validate agreement={agreement} onReturn={() => setAsked("return")} />}
        {onSign && <button type="button" class="btn full" onClick={onSign}><Icon name="pen" /> {t("act.sign")}</button>}
        {me.role === "organisation_contact" && isOpenForSigning(version) && <OtherSigner version={version} />}
        {version.state === State.IN_FORCE && side !== PartyRole.PARTY_ROLE_UNSPECIFIED && !hasAccepted(version, side) && <Accept agreement={agreement} />}
        {version.state === State.DRAFT && <Download version={agreement.inForce} />}
        <Redraft agreement={agreement} />
      </div>
      <More {...props} onAsk={setAsked} />
      {asked === "return" && <ReturnDialog agreement={agreement} onClose={close} />}
      {asked === "decline" && <DeclineDialog agreement={agreement} onClose={close} />}
      {asked === "change" && <EndRequestDialog agreement={agreement} change onClose={close} />}
      {asked === "end" && <EndRequestDialog agreement={agreement} onClose={close} />}
      {asked === "amend" && <AmendDialog agreement={agreement} onClose={close} />}
      {asked === "withdraw" && <WithdrawDialog agreement={agreement} onClose={close} />}
      {asked === "terminate" && <TerminateDialog agreement={agreement} onClose={close} />}
    </section>
  );
}

const askers = ["student", "teacher", "workplace_supervisor"];

function More({ agreement, version, side, onSign, onAsk }: Props & { onAsk: (asked: Asked) => void }) {
  const { t } = useWords();
  const me = useMe();
  const office = me.role === "practice_office";
  const mine = side !== PartyRole.PARTY_ROLE_UNSPECIFIED;
  const open = isOpenForSigning(version);
  const inForce = agreement.inForce !== undefined && version.state === State.IN_FORCE;
  const acts: [Asked, string][] = [];
  if (onSign) acts.push(["change", t("act.change")], ["decline", t("act.decline")]);
  if (inForce && (mine || office || me.role === "teacher")) acts.push(["amend", t("act.change")]);
  if (inForce && askers.includes(me.role)) acts.push(["end", t("act.ask_end")]);
  if (office && (open || version.state === State.DRAFT || version.state === State.IN_REVIEW)) acts.push(["withdraw", t("act.withdraw")]);
  if (office && agreement.inForce !== undefined) acts.push(["terminate", t("act.terminate")]);
  if (acts.length === 0) return null;
  return (
    <div class="row more">
      {acts.map(([asked, label]) => <button key={asked} type="button" class="btn flat sm" onClick={() => onAsk(asked)}>{label}</button>)}
    </div>
  );
}

function Submit({ agreement, version }: { agreement: Agreement; version: AgreementVersion }) {
  const words = useWords();
  const { t, tn } = words;
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const toast = useToast();
  const flush = useFlush(agreement.name);
  const act = useAct(
    async (_: undefined, requestId) => {
      const etag = await flush();
      return client.submitAgreement({ name: agreement.name, etag: etag ?? agreement.etag, requestId });
    },
    (answer) => {
      keep(cache, answer);
      toast(t("done.submitted"));
    },
  );
  const missing = version.missingClauses;
  return (
    <>
      {missing.length > 0 && (
        <Message tone="warn">
          <p>{tn("editor.missing", missing.length)}</p>
          <ul class="bullets">{missing.map((clause) => <li key={clause.code}><a href={`#clause-${clause.code}`} onClick={(event) => focusClause(event, clause.code)}>{clauseName(words, clause.code, "")}</a></li>)}</ul>
        </Message>
      )}
      <button type="button" class="btn full" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.submit")}</button>
      <Trouble error={act.error} />
    </>
  );
}

/** Links of the error summary go to the field; the address keeps the place. */
function focusClause(event: Event, code: string): void {
  event.preventDefault();
  document.getElementById(`clause-${code}`)?.focus();
}

function Validate({ agreement, onReturn }: { agreement: Agreement; onReturn: () => void }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.validateAgreement({ name: agreement.name, etag: agreement.etag, requestId }),
    (answer) => {
      keep(cache, answer);
      toast(t("done.validated"));
    },
  );
  return (
    <>
      <button type="button" class="btn full" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.validate")}</button>
      <button type="button" class="btn two full" onClick={onReturn}>{t("act.return")}</button>
      <Trouble error={act.error} />
    </>
  );
}

function Accept({ agreement }: { agreement: Agreement }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.acceptResponsibilities({ name: agreement.name, etag: agreement.etag, requestId }),
    (answer) => {
      keep(cache, answer);
      toast(t("done.accepted"));
    },
  );
  return (
    <>
      <button type="button" class="btn full" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.accept")}</button>
      <Trouble error={act.error} />
    </>
  );
}
