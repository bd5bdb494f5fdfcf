// The bundle of a supervisor: everything that students ask to confirm, each with what it is, answered on one screen.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "preact/hooks";
import { problemOf } from "../../shared/api/errors";
import { useAct, useClient } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { EvidenceService, newestVersion, refreshEvidence, useEvidence, waiting, type EvidenceItem } from "../../triangle/evidence";
import { bundleOf, type Answer, type Answers, type Said } from "./answers";
import { EvidenceContentView } from "../../triangle/evidence_content";
import "./evidence.css";

function Bundle() {
  const { t } = useWords();
  usePage(t("conf.title"));
  const items = useEvidence();
  return (
    <>
      <div class="stack tight"><a class="s" href="#/">{t("conf.back")}</a><h1>{t("conf.title")}</h1></div>
      <Faces of={items}>{(list) => <Open items={waiting(list)} />}</Faces>
    </>
  );
}

const choices: readonly Said[] = ["yes", "no", "later"];

function Open({ items }: { items: readonly EvidenceItem[] }) {
  const { t, tn } = useWords();
  const [answers, setAnswers] = useState<Answers>({});
  const say = (item: EvidenceItem, answer: Partial<Answer>) => setAnswers((old) => ({ ...old, [item.name]: { said: "later", reason: "", ...old[item.name], ...answer } }));
  if (items.length === 0) return <Empty><p>{t("conf.none")}</p><p><a href="#/">{t("conf.back")}</a></p></Empty>;
  const open = items.filter((item) => answers[item.name] === undefined);
  return (
    <>
      <p class="q">{tn("conf.ask", items.length)} {t("conf.read")}</p>
      <section class="card" aria-label={t("conf.title")}>
        {open.length > 1 && <div><button type="button" class="btn two sm" onClick={() => open.forEach((item) => say(item, { said: "yes" }))}>{tn("act.all_yes", open.length)}</button></div>}
        <div class="stack">{items.map((item) => <One key={`${item.name}/${item.version}`} item={item} answer={answers[item.name]} onSay={(answer) => say(item, answer)} />)}</div>
        <Send items={items} answers={answers} />
      </section>
    </>
  );
}

function One({ item, answer, onSay }: { item: EvidenceItem; answer: Answer | undefined; onSay: (answer: Partial<Answer>) => void }) {
  const { t, dates } = useWords();
  const version = newestVersion(item);
  const due = version?.request?.dueDate;
  return (
    <article class="evitem" aria-label={item.title}>
      <div class="stack tight">
        <h2>{item.title}</h2>
        <p class="s q">{[item.labels?.student, item.labels?.programme, item.labels?.learningTask].filter(Boolean).join(" · ")}{due && ` · ${t("turn.by", { date: dates.day(due) })}`}</p>
        {version && <EvidenceContentView item={item.name} version={version} />}
      </div>
      <fieldset>
        <legend class="lab">{t("conf.question", { student: item.labels?.student ?? "" })}</legend>
        <div class="seg">{choices.map((said) => <label key={said}><input type="radio" name={item.name} checked={answer?.said === said} onChange={() => onSay({ said })} />{t(`conf.${said}`)}</label>)}</div>
      </fieldset>
      {!item.organisationVerified && <div class="evwide"><Message tone="warn"><p>{t("conf.unverified")}</p></Message></div>}
      {answer?.said === "no" && <div class="evwide"><TextArea label={t("conf.why")} hint={t("conf.why_hint")} value={answer.reason} onValue={(reason) => onSay({ reason })} maxLength={1000} required /></div>}
    </article>
  );
}

/** One press sends all. A press that lost its answer has the same ids when it is repeated, so that nothing is done twice. */
function Send({ items, answers }: { items: readonly EvidenceItem[]; answers: Answers }) {
  const { t, tn } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const ids = useRef(new Map<string, string>());
  const idOf = (key: string) => {
    const id = ids.current.get(key) ?? crypto.randomUUID();
    ids.current.set(key, id);
    return id;
  };
  const { confirm, dispute, yes, no, lacking } = bundleOf(items, answers);
  const act = useAct(
    async () => {
      for (const [parent, of] of confirm) {
        const references = of.map(({ name, version, etag }) => ({ name, version, etag }));
        await client.confirmEvidenceItems({ parent, items: references, requestId: idOf(JSON.stringify(references)) });
      }
      for (const { item: { name, version, etag }, reason } of dispute) await client.disputeEvidenceItem({ name, version, etag, reason, requestId: idOf(JSON.stringify([name, etag, reason])) });
      return { yes, no };
    },
    (sent) => {
      toast(sent.yes > 0 ? tn("done.confirmed", sent.yes) : t("done.disputed"));
      refreshEvidence(cache);
    },
  );
  const stale = act.error !== null && ["STALE_VERSION", "STALE_ETAG"].includes(problemOf(act.error).reason);
  return (
    <div class="evask stack tight">
      {stale
        ? <Message tone="stop" alert><p>{t("conf.newer")}</p><p><button type="button" class="btn two sm" onClick={() => { act.clear(); refreshEvidence(cache); }}>{t("act.read_newer")}</button></p></Message>
        : <Trouble error={act.error} />}
      {lacking.length > 0 && <p class="s q">{t("conf.reason_first")}</p>}
      <div class="row">
        <button type="button" class="btn" disabled={act.busy || yes + no === 0 || lacking.length > 0} onClick={() => act.run(undefined)}>
          {yes > 0 ? tn("act.confirm_evidence", yes) : no > 0 ? tn("act.dispute_evidence", no) : t("conf.choose_first")}
        </button>
        {yes > 0 && no > 0 && <span class="s q">{tn("conf.and_no", no)}</span>}
      </div>
    </div>
  );
}

export const Confirm = withParts(["evidence"], Bundle);
