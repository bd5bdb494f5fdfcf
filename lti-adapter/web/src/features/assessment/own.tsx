// The student's own assessment: what still has to be handed in, the result, and the way to appeal.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, type Act } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { EvidenceState, useEvidenceOf } from "../../triangle/evidence";
import { AssessmentService, holding, mayAppeal, refresh, stateKey, stateTone, takesInputs, useAssessments, type Assessment } from "./model";
import { Decided, History, Inputs } from "./parts";
import "./assessment.css";

/** What was typed and not sent; kept while the page is open. */
const typed = new Map<string, string>();

function Own() {
  const { t } = useWords();
  usePage(t("as.title"));
  const list = useAssessments();
  return (
    <>
      <div class="head"><h1>{t("as.title")}</h1><a href="#/evidence">{t("ev.back")}</a></div>
      <Faces of={list}>{(found) => found.length === 0 ? <Empty><p>{t("as.none")}</p></Empty> : <>{found.map((one) => <One key={one.name} assessment={one} />)}</>}</Faces>
    </>
  );
}

function One({ assessment }: { assessment: Assessment }) {
  const { t, dates } = useWords();
  const { labels, state } = assessment;
  const result = holding(assessment);
  const open = takesInputs(assessment);
  return (
    <>
      <section class="card" aria-labelledby={`in-${assessment.name}`}>
        <div class="head"><h2 id={`in-${assessment.name}`}>{labels?.organisation || labels?.programme}</h2><Status tone={stateTone[state]}>{t(stateKey[state])}</Status></div>
        <p class="s q">{t("as.examiner", { name: labels?.examiner ?? "" })}</p>
        <Inputs assessment={assessment} />
        {open && assessment.missingInputs.length > 0 && <p class="s">{t("as.to_do")}</p>}
      </section>
      {open && (
        <>
          <HandIn assessment={assessment} />
          <Statement assessment={assessment} kind="reflection" />
          <Statement assessment={assessment} kind="proof" />
        </>
      )}
      {result && (
        <section class="card" aria-labelledby={`result-${assessment.name}`}>
          <div class="head"><h2 id={`result-${assessment.name}`}>{t("as.result")}</h2>{assessment.publishTime && <span class="s q">{dates.moment(assessment.publishTime)}</span>}</div>
          <Decided judgement={result} placement={assessment.placement} />
        </section>
      )}
      {mayAppeal(assessment, dates.today()) && <AppealForm key={assessment.etag} assessment={assessment} />}
      <History assessment={assessment} />
    </>
  );
}

function useSend<I>(call: (input: I, requestId: string) => Promise<Assessment>, done: string): Act<I> {
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(call, (answer) => {
    toast(done);
    refresh(cache, answer);
  });
}

/** The product is a version of the student's own evidence. */
function HandIn({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const items = useEvidenceOf(assessment.placement);
  const before = assessment.product;
  const [chosen, setChosen] = useState(before?.evidenceItem ?? "");
  const act = useSend((of: { name: string; version: number }, requestId) => client.submitAssessmentProduct({ name: assessment.name, etag: assessment.etag, product: { evidenceItem: of.name, version: of.version }, requestId }), t("done.product"));
  const list = (items.data ?? []).filter(({ state }) => state !== EvidenceState.ARCHIVED);
  const item = list.find(({ name }) => name === chosen);
  const isIn = item !== undefined && item.name === before?.evidenceItem && item.version === before.version;
  return (
    <form class="card" aria-labelledby="product" onSubmit={(event) => {
      event.preventDefault();
      if (item) act.run({ name: item.name, version: item.version });
    }}>
      <h2 id="product">{t("product.title")}</h2>
      <p class="s q">{t("product.explain")}</p>
      <Faces of={items}>{() => list.length === 0
        ? <Empty><p>{t("product.no_evidence")}</p><p><a href="#/evidence">{t("ev.back")}</a></p></Empty>
        : <Choice label={t("product.which")} value={chosen} onValue={setChosen} empty={t("choose")} required options={list.map(({ name, title, version }) => ({ value: name, label: `${title} (${t("ev.version", { n: version })})` }))} />}</Faces>
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || item === undefined || isIn}>{t(before ? "act.hand_in_again" : "act.hand_in_product")}</button></div>
    </form>
  );
}

const statements = {
  reflection: { title: "reflection.title", explain: "reflection.explain", act: "act.save_reflection", done: "done.reflection" },
  proof: { title: "competence.title", explain: "competence.explain", act: "act.save_proof", done: "done.proof" },
} as const;

function Statement({ assessment, kind }: { assessment: Assessment; kind: keyof typeof statements }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const keys = statements[kind];
  const stored = (kind === "reflection" ? assessment.reflection : assessment.proofOfCompetence)?.text ?? "";
  const place = `${assessment.name}/${kind}`;
  const [text, setText] = useState(typed.get(place) ?? stored);
  const write = (value: string) => {
    typed.set(place, value);
    setText(value);
  };
  const act = useSend((value: string, requestId) => {
    const request = { name: assessment.name, etag: assessment.etag, text: value.trim(), requestId };
    return kind === "reflection" ? client.writeReflection(request) : client.writeProofOfCompetence(request);
  }, t(keys.done));
  return (
    <form class="card" aria-labelledby={kind} onSubmit={(event) => {
      event.preventDefault();
      act.run(text);
    }}>
      <h2 id={kind}>{t(keys.title)}</h2>
      <TextArea label={t(keys.explain)} value={text} onValue={write} maxLength={10_000} required />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || text.trim() === "" || text.trim() === stored}>{t(keys.act)}</button></div>
    </form>
  );
}

function AppealForm({ assessment }: { assessment: Assessment }) {
  const { t, dates } = useWords();
  const client = useClient(AssessmentService);
  const [open, setOpen] = useState(false);
  const [grounds, setGrounds] = useState("");
  const act = useSend((value: string, requestId) => client.appealAssessment({ name: assessment.name, etag: assessment.etag, grounds: value.trim(), requestId }), t("done.appeal"));
  const until = assessment.appealUntilDate;
  return (
    <section class="card" aria-labelledby="appeal">
      <h2 id="appeal">{t("appeal.title")}</h2>
      {until && <Message tone="note"><p>{t("appeal.until", { date: dates.dayWeek(until) })}</p></Message>}
      {!open && <div><button type="button" class="btn two" onClick={() => setOpen(true)}>{t("act.appeal")}</button></div>}
      {open && (
        <form aria-labelledby="appeal" onSubmit={(event) => {
          event.preventDefault();
          act.run(grounds);
        }}>
          <TextArea label={t("appeal.grounds")} hint={t("appeal.grounds_hint")} value={grounds} onValue={setGrounds} maxLength={4000} required />
          <Trouble error={act.error} />
          <div class="row"><button type="submit" class="btn" disabled={act.busy || grounds.trim() === ""}>{t("act.send_appeal")}</button><button type="button" class="btn flat" onClick={() => setOpen(false)}>{t("act.cancel")}</button></div>
        </form>
      )}
    </section>
  );
}

export const OwnAssessment = withParts(["evidence", "assessment"], Own);
