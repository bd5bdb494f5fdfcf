// The judgement desk: what is in, what counts, and the decision, side by side.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { personNames } from "../../shared/api/session";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { usePersons } from "../../triangle/directory";
import { EvidenceState, useEvidenceOf, useOutcomeProgress } from "../../triangle/evidence";
import { JudgeForm } from "./judge_form";
import { AssessmentService, exclusionOf, holding, inputKey, markText, refresh, State, stateKey, stateTone, takesInputs, TalkKind, unpublished, type Assessment } from "./model";
import { needsRecognition, RecognitionFields, recognitionOf, type Recognised } from "./open_form";
import { Decided, EvidenceNow, History, Inputs } from "./parts";
import "../../shared/ui/choices.css";

export function Desk({ assessment }: { assessment: Assessment }) {
  const { t, dates } = useWords();
  const session = useSession();
  const { labels, state, recognition } = assessment;
  usePage(labels?.student ?? t("judge.title"));
  const examines = session.role === "examiner" && personNames(session).includes(assessment.examiner);
  const office = session.role === "practice_office";
  const items = useEvidenceOf(assessment.placement);
  const result = holding(assessment);
  const waits = unpublished(assessment);
  const judges = examines && (takesInputs(assessment) || state === State.JUDGED || state === State.APPEALED);
  return (
    <>
      <div class="stack tight">
        <a class="s" href={session.role === "examiner" ? "#/" : "#/assessment"}>{t("judge.back")}</a>
        <div class="head"><h1>{labels?.student}</h1><Status tone={stateTone[state]}>{t(stateKey[state])}</Status></div>
        <p class="s q">{[labels?.programme, labels?.organisation, t("as.examiner", { name: labels?.examiner ?? "" })].filter(Boolean).join(" · ")}</p>
        {recognition && <p class="xs qq">{t("recog.by", { reference: recognition.reference })}</p>}
      </div>
      <div class={judges ? "cols asdesk" : "cols aswide"}>
        <div class="stack">
          <section class="card" aria-labelledby="inputs">
            <h2 id="inputs">{t("judge.inputs")}</h2>
            <Inputs assessment={assessment} />
            {assessment.inputsException && <Message tone="note"><p>{t("judge.without", { inputs: assessment.inputsException.missingInputs.map((input) => t(inputKey[input]).toLowerCase()).join(", ") })}</p><p>{assessment.inputsException.reason}</p></Message>}
          </section>
          {takesInputs(assessment) && (examines || session.role === "teacher") && <TalkForm key={assessment.etag} assessment={assessment} />}
          {examines && state === State.OPEN && <Exception assessment={assessment} />}
          {office && (takesInputs(assessment) || state === State.APPEALED) && <NameExaminer key={assessment.etag} assessment={assessment} />}
        </div>
        <section class="card" aria-labelledby="evidence">
          <h2 id="evidence">{t("judge.evidence")}</h2>
          <Faces of={items}>{(list) => {
            const current = list.filter((item) => item.state !== EvidenceState.ARCHIVED);
            return current.length === 0 ? <Empty><p>{t("ev.none_other")}</p></Empty> : <EvidenceNow items={current} weigh={exclusionOf} />;
          }}</Faces>
          <p class="xs qq">{t("judge.rule")}</p>
        </section>
        {judges && <ToJudge assessment={assessment} />}
      </div>
      {waits && (
        <section class="card" aria-labelledby="waits">
          <div class="head"><h2 id="waits">{t("judge.waits")}</h2>{waits.judgeTime && <span class="s q">{dates.moment(waits.judgeTime)}</span>}</div>
          <Decided judgement={waits} placement={assessment.placement} />
          {(examines || office) && state === State.JUDGED && <Publish assessment={assessment} mark={waits.finalMarkTenths} />}
        </section>
      )}
      {result && (
        <section class="card" aria-labelledby="result">
          <div class="head"><h2 id="result">{t("as.result")}</h2>{assessment.publishTime && <span class="s q">{dates.moment(assessment.publishTime)}</span>}</div>
          <Decided judgement={result} placement={assessment.placement} />
          {state === State.PUBLISHED && assessment.appealUntilDate && <p class="s q">{t("appeal.until", { date: dates.dayWeek(assessment.appealUntilDate) })}</p>}
        </section>
      )}
      <History assessment={assessment} />
    </>
  );
}

function ToJudge({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const progress = useOutcomeProgress(assessment.placement);
  return (
    <section class="card" aria-labelledby="judge">
      <h2 id="judge">{t(assessment.state === State.APPEALED ? "judge.decide_appeal" : "judge.judge")}</h2>
      {assessment.state === State.OPEN && <Message tone="warn"><p>{t("judge.inputs_first")}</p></Message>}
      <Faces of={progress}>{({ rows }) => <JudgeForm key={assessment.state === State.APPEALED ? "appeal" : "judge"} assessment={assessment} rows={rows} />}</Faces>
    </section>
  );
}

const talks = [[TalkKind.TALK, "talk.talk"], [TalkKind.PRESENTATION, "talk.presentation"]] as const;

function TalkForm({ assessment }: { assessment: Assessment }) {
  const { t, dates } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState(assessment.talk?.kind ?? TalkKind.TALK);
  const [held, setHeld] = useState(isoDay(assessment.talk?.heldDate) || isoDay(dates.today()));
  const [notes, setNotes] = useState(assessment.talk?.notes ?? "");
  const act = useAct(
    (_: undefined, requestId) => {
      const heldDate = parseDay(held);
      return client.recordAssessmentTalk({ name: assessment.name, etag: assessment.etag, talk: { kind, notes: notes.trim(), ...(heldDate && { heldDate }) }, requestId });
    },
    (answer) => {
      toast(t("done.talk"));
      refresh(cache, answer);
    },
  );
  if (!open) return <div><button type="button" class="btn two sm" onClick={() => setOpen(true)}>{t(assessment.talk ? "act.change_talk" : "act.record_talk")}</button></div>;
  return (
    <form class="card" aria-labelledby="talk" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="talk">{t("input.talk")}</h2>
      <fieldset><legend class="lab">{t("talk.kind")}</legend><div class="seg">{talks.map(([value, key]) => <label key={value}><input type="radio" name="talk" checked={kind === value} onChange={() => setKind(value)} />{t(key)}</label>)}</div></fieldset>
      <TextField label={t("talk.held")} type="date" value={held} onValue={setHeld} max={isoDay(dates.today())} required />
      <TextArea label={t("talk.notes")} value={notes} onValue={setNotes} maxLength={4000} required />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || notes.trim() === "" || held === ""}>{t("act.save_talk")}</button><button type="button" class="btn flat" onClick={() => setOpen(false)}>{t("act.cancel")}</button></div>
    </form>
  );
}

/** Judging though something is missing: with a reason that the student can read. */
function Exception({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.recordInputsException({ name: assessment.name, etag: assessment.etag, reason: reason.trim(), requestId }),
    (answer) => {
      toast(t("done.exception"));
      refresh(cache, answer);
    },
  );
  if (!open) return <div><button type="button" class="btn flat sm" onClick={() => setOpen(true)}>{t("act.go_without")}</button></div>;
  return (
    <form class="card" aria-labelledby="without" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="without">{t("without.title")}</h2>
      <p class="s">{t("judge.still", { inputs: assessment.missingInputs.map((input) => t(inputKey[input]).toLowerCase()).join(", ") })}</p>
      <TextArea label={t("without.reason")} value={reason} onValue={setReason} maxLength={1000} required />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || reason.trim() === ""}>{t("act.save_without")}</button><button type="button" class="btn flat" onClick={() => setOpen(false)}>{t("act.cancel")}</button></div>
    </form>
  );
}

function NameExaminer({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const persons = usePersons();
  const [examiner, setExaminer] = useState(assessment.examiner);
  const [recognised, setRecognised] = useState<Recognised>({ reference: "", reason: "" });
  const act = useAct(
    (_: undefined, requestId) => client.nameExaminer({ name: assessment.name, etag: assessment.etag, examiner, ...recognitionOf(recognised), requestId }),
    (answer) => {
      toast(t("done.examiner"));
      refresh(cache, answer);
    },
  );
  return (
    <form class="card" aria-labelledby="examiner" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="examiner">{t("open.who")}</h2>
      <Faces of={persons}>{(list) => <Choice label={t("open.examiner")} value={examiner} onValue={setExaminer} options={list.map(({ name, displayName }) => ({ value: name, label: displayName }))} />}</Faces>
      {(needsRecognition(act.error) || recognised.reference !== "") && <RecognitionFields value={recognised} onValue={setRecognised} />}
      <Trouble error={act.error} />
      <div><button type="submit" class="btn two" disabled={act.busy || examiner === assessment.examiner}>{t("act.name_examiner")}</button></div>
    </form>
  );
}

/** What is published never changes, so it asks first. */
function Publish({ assessment, mark }: { assessment: Assessment; mark: number }) {
  const { t, lang } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const act = useAct(
    (_: () => void, requestId) => client.publishAssessment({ name: assessment.name, etag: assessment.etag, requestId }),
    (answer, close) => {
      close();
      toast(t("done.result"));
      refresh(cache, answer);
    },
  );
  return (
    <>
      <div><button type="button" class="btn" onClick={() => setAsking(true)}>{t("act.publish_result")}</button></div>
      {asking && (
        <Sheet kind="dialog" title={t("publish.title", { mark: markText(mark, lang) })} onClose={() => setAsking(false)}>
          {(close) => (
            <>
              <p>{t("publish.text", { student: assessment.labels?.student ?? "" })}</p>
              <Trouble error={act.error} />
              <div class="row"><button type="button" class="btn" disabled={act.busy} onClick={() => act.run(close)}>{t("act.publish_yes")}</button><button type="button" class="btn flat" onClick={close}>{t("act.cancel")}</button></div>
            </>
          )}
        </Sheet>
      )}
    </>
  );
}
