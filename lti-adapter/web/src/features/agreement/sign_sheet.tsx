// The signing sheet: 1 read the exact text, 2 consent and code, 3 done. What is shown is what is hashed and signed;
// refusing is as easy as agreeing (R20).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "preact/hooks";
import { problemOf } from "../../shared/api/errors";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { CodeField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Icon, Message } from "../../shared/ui/status";
import type { SigningCode, SigningDocument } from "../../gen/driehoek/v1/agreement_service_pb";
import { hasAccepted, hasSigned, partyName, promisesOf } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AgreementVersion_State as State, type Agreement, type AgreementVersion, type PartyRole } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { keep } from "../../triangle/queries";
import { parties, partyKey } from "../../triangle/words";
import { taskKey } from "./words";
import { DeclineDialog, EndRequestDialog } from "./dialogs";
import { Download } from "./download";

interface Props {
  readonly agreement: Agreement;
  readonly version: AgreementVersion;
  readonly side: PartyRole;
  readonly onClose: () => void;
}

export function SignSheet({ agreement, version, side, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const [asked, setAsked] = useState<"decline" | "change">();
  const [code, setCode] = useState<SigningCode>();
  const [signed, setSigned] = useState<Agreement>();
  const paper = useQuery({
    queryKey: ["document", version.name],
    queryFn: () => client.getSigningDocument({ name: version.name }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const step = signed ? 3 : code ? 2 : 1;
  const title = signed ? t("sign.done") : t("sign.as", { name: partyName(version, side) });
  if (asked === "decline") return <DeclineDialog agreement={agreement} onClose={onClose} />;
  if (asked === "change") return <EndRequestDialog agreement={agreement} change onClose={onClose} />;
  return (
    <Sheet kind="sheet" title={title} onClose={onClose}>
      {(close) => (
        <>
          <p class="steps"><span>{t("sign.step", { n: step })}</span>{[1, 2, 3].map((n) => <i key={n} class={n <= step ? "on" : ""} aria-hidden="true" />)}</p>
          {signed
            ? <Done agreement={signed} onClose={close} />
            : (
              <Faces of={paper}>
                {(document) => code
                  ? <Consent {...{ agreement, version, side, document, code }} onCode={setCode} onSigned={setSigned} onAsk={setAsked}
                      onStale={() => {
                        setCode(undefined);
                        void paper.refetch();
                      }} />
                  : <Read {...{ agreement, version, side, document }} onCode={setCode} onAsk={setAsked} />}
              </Faces>
            )}
        </>
      )}
    </Sheet>
  );
}

interface ReadProps {
  readonly agreement: Agreement;
  readonly version: AgreementVersion;
  readonly side: PartyRole;
  readonly document: SigningDocument;
  readonly onCode: (code: SigningCode) => void;
  readonly onAsk: (asked: "decline" | "change") => void;
}

function Read({ agreement, version, side, document, onCode, onAsk }: ReadProps) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(AgreementService);
  const act = useAct((_: undefined, requestId) => client.requestSigningCode({ name: version.name, requestId }), onCode);
  const promises = promisesOf(version, side);
  const changed = version.amendment?.changedClauses ?? [];
  return (
    <>
      {version.startDate && version.endDate && <p class="s">{t("agreement.period", { from: dates.day(version.startDate), to: dates.day(version.endDate), hours: version.weeklyHours })}</p>}
      {version.amendment && <Message tone="warn"><p>{t("sign.amended", { reason: version.amendment.reason })}</p></Message>}
      {promises.length > 0 && (
        <section class="stack tight" aria-labelledby="promises">
          <h3 id="promises">{t("sign.promises")}</h3>
          <ul class="bullets s">{promises.map((promise) => <li key={promise.id}>{promise.text}{promise.measure !== "" && ` (${promise.measure})`}</li>)}</ul>
          {changed.includes("commitments") && <p class="s warn b">{t("clause.changed")}</p>}
        </section>
      )}
      {version.responsibilities && version.responsibilities.rows.some((row) => row.partyRole === side) && (
        <p class="s">{t("sign.tasks", { tasks: version.responsibilities.rows.filter((row) => row.partyRole === side).map((row) => word(words, taskKey[row.task]).toLowerCase()).join(", ") })}</p>
      )}
      <details open={promises.length === 0}>
        <summary class="row apart"><span class="b">{t("sign.whole")}</span><Icon name="down" /></summary>
        <div class="doc prose" tabIndex={0} role="region" aria-label={t("sign.whole")} lang={agreement.languageCode}>{document.text}</div>
        <p class="xs qq mono hash">SHA-256 {document.documentHash}</p>
      </details>
      <div class="stack tight">
        <button type="button" class="btn full" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.send_code")}</button>
        <Trouble error={act.error} />
        <Refuse onAsk={onAsk} />
      </div>
    </>
  );
}

function Refuse({ onAsk }: { onAsk: (asked: "decline" | "change") => void }) {
  const { t } = useWords();
  return (
    <div class="row apart">
      <button type="button" class="btn flat sm" onClick={() => onAsk("change")}>{t("act.change")}</button>
      <button type="button" class="btn flat sm" onClick={() => onAsk("decline")}>{t("act.decline")}</button>
    </div>
  );
}

interface ConsentProps extends Props {
  readonly document: SigningDocument;
  readonly code: SigningCode;
  readonly onCode: (code: SigningCode) => void;
  readonly onSigned: (agreement: Agreement) => void;
  readonly onAsk: (asked: "decline" | "change") => void;
  readonly onStale: () => void;
}

function Consent({ agreement, version, side, document, code, onCode, onSigned, onAsk, onStale }: Omit<ConsentProps, "onClose">) {
  const { t, dates } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const [consent, setConsent] = useState(false);
  const [digits, setDigits] = useState("");
  const [lacking, setLacking] = useState<"consent" | "code">();
  const accepts = !hasAccepted(version, side);
  const act = useAct(
    (_: undefined, requestId) => client.signAgreement({
      name: version.name, documentHash: document.documentHash, consent: document.consent, code: digits, etag: agreement.etag, acceptResponsibilities: accepts, requestId,
    }),
    (answer) => {
      keep(cache, answer);
      onSigned(answer);
    },
  );
  const reason = act.error ? problemOf(act.error).reason : "";
  const stale = reason === "STALE_VERSION" || reason === "STALE_ETAG";
  const sign = () => {
    const lack = !consent ? "consent" : digits.replace(/ /g, "").length !== 6 ? "code" : undefined;
    setLacking(lack);
    if (lack === undefined) act.run(undefined);
  };
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault();
      sign();
    }}>
      <label class="check"><input type="checkbox" checked={consent} onChange={(event) => setConsent(event.currentTarget.checked)} /><span class="s" lang={agreement.languageCode}>{document.consent}</span></label>
      {accepts && <p class="s q">{t("sign.accepts")}</p>}
      <CodeField label={t("sign.code")} hint={t("sign.code_hint", { address: code.maskedAddress, time: code.expireTime ? dates.clock(code.expireTime) : "" })}
        value={digits} onValue={setDigits} invalid={reason === "CODE_WRONG" || lacking === "code"} />
      {lacking && <p class="st stop" role="alert"><Icon name="stop" /><span>{t(lacking === "consent" ? "no.consent_missing" : "no.code_length")}</span></p>}
      <Trouble error={act.error} />
      {stale && <button type="button" class="btn two full" onClick={() => {
        void cache.invalidateQueries({ queryKey: ["agreement", agreement.name] });
        onStale();
      }}>{t("act.read_again")}</button>}
      <div class="stack tight">
        <button type="submit" class="btn full" disabled={act.busy}><Icon name="pen" /> {t("act.sign")}</button>
        <NewCode name={version.name} code={code} onCode={onCode} />
        <Refuse onAsk={onAsk} />
      </div>
    </form>
  );
}

/** A new code can be asked for after half a minute; until then the button says when. */
function NewCode({ name, code, onCode }: { name: string; code: SigningCode; onCode: (code: SigningCode) => void }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const act = useAct((_: undefined, requestId) => client.requestSigningCode({ name, requestId }), onCode);
  const from = Number(code.resendTime?.seconds ?? 0n) * 1000;
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((from - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [left, now]);
  return (
    <div class="stack tight">
      <button type="button" class="btn flat sm" disabled={act.busy || left > 0} onClick={() => act.run(undefined)}>
        {left > 0 ? t("act.new_code_in", { n: left }) : t("act.new_code")}
      </button>
      <Trouble error={act.error} />
    </div>
  );
}

function Done({ agreement, onClose }: { agreement: Agreement; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const version = agreement.proposal ?? agreement.inForce;
  const inForce = version?.state === State.IN_FORCE;
  const waiting = version === undefined || inForce ? [] : parties.filter((role) => !hasSigned(version, role));
  return (
    <div class="stack" role="status">
      <Message tone="ok"><p>{inForce ? t("sign.in_force") : t("sign.thanks")}</p></Message>
      {waiting.length > 0 && <p class="s">{t("sign.waiting", { who: waiting.map((role) => partyName(version, role) || word(words, partyKey[role])).join(", ") })}</p>}
      <p class="s q">{t(inForce ? "sign.mail_now" : "sign.mail")}</p>
      {inForce && <Download version={version} />}
      <button type="button" class="btn full" onClick={onClose}>{t("act.ready")}</button>
    </div>
  );
}
