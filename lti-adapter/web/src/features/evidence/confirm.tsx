// The bundle of a supervisor: everything that students ask to confirm, each with what it is, answered on one screen. What is answered
// goes through the outbox, so that a lost network or a closed page takes nothing and doubles nothing.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "preact/hooks";
import { ConfirmEvidenceItemsRequestSchema, DisputeEvidenceItemRequestSchema } from "../../gen/driehoek/v1/evidence_service_pb";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { useDraft } from "../../shared/offline/drafts";
import { ownerAt, useOutbox } from "../../shared/offline/outbox_hooks";
import { SendState } from "../../shared/offline/send_state";
import { Empty, Faces } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { dropAsk } from "../../triangle/asks";
import { evidenceKeys, EvidenceService, newestVersion, useEvidence, waiting, type EvidenceItem } from "../../triangle/evidence";
import { answerKey, answersIn, bundleOf, readAnswers, type Answer, type Answers, type Said } from "./answers";
import { EvidenceContentView } from "../../triangle/evidence_content";
import "../../shared/ui/choices.css";
import "./evidence.css";

function Bundle() {
  const { t } = useWords();
  usePage(t("conf.title"));
  const items = useEvidence();
  return (
    <>
      <div class="stack tight"><div class="row apart"><a class="s" href="#/">{t("conf.back")}</a><SendState /></div><h1>{t("conf.title")}</h1></div>
      <Faces of={items}>{(list) => <Open items={waiting(list)} />}</Faces>
    </>
  );
}

const choices: readonly Said[] = ["yes", "no", "later"];

function Open({ items: all }: { items: readonly EvidenceItem[] }) {
  const { t, tn } = useWords();
  const session = useSession();
  const { view } = useOutbox();
  // What was answered and waits for the network is not asked again; what the server did not take comes back as it was answered.
  const given = answersIn([...view.waiting, ...view.sent]);
  const items = all.filter((item) => given[answerKey(item)] === undefined);
  const kept = useDraft(`${ownerAt(session, `institutions/${session.institution}`)} evidence`, { answers: "{}" });
  const typed = readAnswers(kept.draft.answers);
  const answers: Answers = { ...answersIn(view.refused), ...typed };
  const say = (those: readonly EvidenceItem[], answer: Partial<Answer>) => kept.change({ answers: JSON.stringify({ ...typed, ...Object.fromEntries(those.map((item) => [answerKey(item), { said: "later", reason: "", ...answers[answerKey(item)], ...answer }])) }) });
  if (items.length === 0) return <Empty><p>{t("conf.none")}</p><p><a href="#/">{t("conf.back")}</a></p></Empty>;
  const open = items.filter((item) => answers[answerKey(item)] === undefined);
  return (
    <>
      <p class="q">{tn("conf.ask", items.length)} {t("conf.read")}</p>
      <section class="card" aria-label={t("conf.title")}>
        {open.length > 1 && <div><button type="button" class="btn two sm" onClick={() => say(open, { said: "yes" })}>{tn("act.all_yes", open.length)}</button></div>}
        <div class="stack">{items.map((item) => <One key={answerKey(item)} item={item} answer={answers[answerKey(item)]} onSay={(answer) => say([item], answer)} />)}</div>
        <Send items={items} answers={answers} onKept={kept.clear} />
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

/** One press gives all answers to the outbox. */
function Send({ items, answers, onKept }: { items: readonly EvidenceItem[]; answers: Answers; onKept: () => void }) {
  const { t, tn } = useWords();
  const session = useSession();
  const cache = useQueryClient();
  const { send, drop, view } = useOutbox();
  const busy = useRef(false);
  const { confirm, dispute, yes, no, lacking } = bundleOf(items, answers);
  const about = (what: string, item: EvidenceItem) => ({ owner: ownerAt(session, item.name), slot: `${what} ${answerKey(item)}`, touches: evidenceKeys });
  const submit = async () => {
    if (busy.current) return;
    busy.current = true;
    for (const { parent, items: of } of confirm) {
      const request = create(ConfirmEvidenceItemsRequestSchema, { parent, items: of.map(({ name, version, etag }) => ({ name, version, etag })) });
      for (const first of of.slice(0, 1)) await send(EvidenceService, "confirmEvidenceItems", request, about("confirm", first));
    }
    for (const { item, reason } of dispute) await send(EvidenceService, "disputeEvidenceItem", create(DisputeEvidenceItemRequestSchema, { name: item.name, version: item.version, etag: item.etag, reason }), about("dispute", item));
    // What the server did not take is answered anew with these.
    const now = new Set([...confirm.flatMap((call) => call.items), ...dispute.map(({ item }) => item)].map(({ name }) => name));
    for (const call of view.refused) if (Object.keys(answersIn([call])).some((key) => now.has(key.split(" ")[0] ?? ""))) await drop(call.id);
    onKept();
    if (yes + no === items.length) dropAsk(cache, "#/evidence");
    busy.current = false;
  };
  return (
    <div class="evask stack tight">
      {lacking.length > 0 && <p class="s q">{t("conf.reason_first")}</p>}
      <div class="row">
        <button type="button" class="btn" disabled={yes + no === 0 || lacking.length > 0} onClick={() => void submit()}>
          {yes > 0 ? tn("act.confirm_evidence", yes) : no > 0 ? tn("act.dispute_evidence", no) : t("conf.choose_first")}
        </button>
        {yes > 0 && no > 0 && <span class="s q">{tn("conf.and_no", no)}</span>}
      </div>
    </div>
  );
}

export const Confirm = withParts(["evidence"], Bundle);
