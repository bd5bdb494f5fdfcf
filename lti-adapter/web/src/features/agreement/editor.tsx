// The guided draft: what is missing on top, each clause with who asks for it and an example beside the field.
import { useMemo } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Icon, Message } from "../../shared/ui/status";
import { Basis, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { exampleKey } from "./words";
import { clauseName } from "./clause_name";
import { useDesk, type Desk } from "./draft_state";
import { CommitmentEditor, MatrixEditor } from "./editor_parts";

export function Editor({ agreement, version }: { agreement: Agreement; version: AgreementVersion }) {
  const { t } = useWords();
  const desk = useDesk(agreement, version);
  const returned = version.validations.length > 0;
  return (
    <div class="stack">
      <div class="row apart">
        <h2>{t("editor.title")}</h2>
        <Saved desk={desk} />
      </div>
      {returned && <Message tone="note"><p>{t("editor.returned")}</p></Message>}
      {version.amendment && <Message tone="note"><p>{t("sign.amended", { reason: version.amendment.reason })}</p></Message>}
      {desk.face === "conflict"
        ? <Conflict desk={desk} />
        : desk.face === "trouble" && <Trouble error={desk.error} retry={() => void desk.flush().catch(() => undefined)} />}
      <Clauses desk={desk} version={version} />
      <Period desk={desk} />
      <CommitmentEditor desk={desk} />
      <MatrixEditor desk={desk} />
    </div>
  );
}

function Saved({ desk }: { desk: Desk }) {
  const { t } = useWords();
  const time = desk.savedAt?.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }) ?? "";
  const text = { clean: "", typing: t("st.typing"), saving: t("st.saving"), saved: t("st.sent", { time }), conflict: t("st.waiting"), trouble: t("st.waiting") }[desk.face];
  return <p class="saved" role="status">{text !== "" && <Icon name="cloud" />}{text}</p>;
}

function Conflict({ desk }: { desk: Desk }) {
  const { t } = useWords();
  return (
    <Message tone="warn" alert>
      <p>{t("no.stale_etag")}</p>
      <p><button type="button" class="btn sm" onClick={() => void desk.flush().catch(() => undefined)}>{t("act.send_mine")}</button></p>
    </Message>
  );
}

function Clauses({ desk, version }: { desk: Desk; version: AgreementVersion }) {
  const words = useWords();
  const { t } = words;
  // The order is set when the form opens: a clause must not jump away while somebody fills it in.
  const missingAtFirst = useMemo(() => new Set(version.missingClauses.map((clause) => clause.code)), [version.name]);
  const stillMissing = new Set(version.missingClauses.map((clause) => clause.code));
  const facts = new Map([...version.missingClauses, ...version.clauses].map((clause) => [clause.code, clause]));
  const absent = [...missingAtFirst].filter((code) => !desk.draft.clauses.some((clause) => clause.code === code)).map((code) => ({ code, heading: "", text: "" }));
  const all = [...absent, ...desk.draft.clauses];
  const rank = [...missingAtFirst];
  const first = all.filter((clause) => missingAtFirst.has(clause.code)).sort((a, b) => rank.indexOf(a.code) - rank.indexOf(b.code));
  const sorted = [...first, ...all.filter((clause) => !missingAtFirst.has(clause.code))];
  const change = (code: string, text: string) => desk.set("clauses", desk.draft.clauses.some((clause) => clause.code === code)
    ? desk.draft.clauses.map((clause) => (clause.code === code ? { ...clause, text } : clause))
    : [...desk.draft.clauses, { code, heading: "", text }]);
  return (
    <section class="card" aria-labelledby="edit-clauses">
      <h3 id="edit-clauses">{t("clause.title")}</h3>
      {sorted.map((clause) => {
        const fact = facts.get(clause.code);
        const name = clauseName(words, clause.code, clause.heading);
        const lacking = stillMissing.has(clause.code) && clause.text.trim() === "";
        const example = exampleKey(clause.code);
        const theirs = desk.face === "conflict" ? desk.theirs?.clauses.find((one) => one.code === clause.code)?.text : undefined;
        return (
          <fieldset key={clause.code} class="clause">
            <legend class="row">
              <span class="b">{name}</span>
              {fact?.basis === Basis.LAW && <span class="xs qq">{t("basis.law")}{fact.source !== "" && ` · ${fact.source}`}</span>}
              {fact?.basis === Basis.POLICY && <span class="xs qq">{t("basis.policy")}</span>}
            </legend>
            {lacking && <p class="st warn" id={`lack-${clause.code}`}><Icon name="warn" /><span>{t(fact?.basis === Basis.LAW ? "editor.law_missing" : "editor.policy_missing")}</span></p>}
            <div class="beside">
              <textarea id={`clause-${clause.code}`} aria-label={name} aria-describedby={lacking ? `lack-${clause.code}` : undefined} maxLength={5000} value={clause.text}
                onInput={(event) => change(clause.code, event.currentTarget.value)} />
              {example && <p class="xs q"><span class="b">{t("editor.example")}</span> {word(words, example)}</p>}
            </div>
            {theirs !== undefined && theirs !== clause.text && <p class="s q">{t("editor.theirs")} “{theirs}”</p>}
          </fieldset>
        );
      })}
      <AddClause desk={desk} />
    </section>
  );
}

const optional = ["supervision", "outcomes", "assessment", "time_and_space", "early_termination", "duration", "activities", "contact", "expectations", "confidentiality", "insurance", "remuneration"];

function AddClause({ desk }: { desk: Desk }) {
  const words = useWords();
  const free = optional.filter((code) => !desk.draft.clauses.some((clause) => clause.code === code));
  if (free.length === 0) return null;
  return (
    <Choice label={words.t("editor.add_clause")} value="" empty={words.t("choose")} options={free.map((code) => ({ value: code, label: clauseName(words, code, "") }))}
      onValue={(code) => {
        if (code === "") return;
        desk.set("clauses", [...desk.draft.clauses, { code, heading: "", text: "" }]);
        setTimeout(() => document.getElementById(`clause-${code}`)?.focus());
      }} />
  );
}

function Period({ desk }: { desk: Desk }) {
  const { t } = useWords();
  const { start, end, hours } = desk.draft;
  return (
    <section class="card" aria-labelledby="edit-period">
      <h3 id="edit-period">{t("clause.period")}</h3>
      <div class="three">
        <TextField label={t("period.start")} type="date" value={start} onValue={(value) => desk.set("start", value)} required />
        <TextField label={t("period.end")} type="date" value={end} min={start} onValue={(value) => desk.set("end", value)} required
          error={start !== "" && end !== "" && end < start ? t("no.end_before_start") : undefined} />
        <TextField label={t("period.hours")} type="number" min="1" max="60" value={hours} onValue={(value) => desk.set("hours", value)} required />
      </div>
    </section>
  );
}
