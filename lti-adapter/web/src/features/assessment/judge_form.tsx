// The decision of the examiner: a level and a reason for each outcome, the mark and why. The answer to an appeal is one too.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import type { ProgressRow } from "../../triangle/evidence";
import { AssessmentService, Decision, draftOf, holding, judged, lacking, refresh, State, tenthsOf, unpublished, type Assessment, type Draft, type Written } from "./model";
import { levelKey } from "./parts";
import "../../shared/ui/choices.css";
import "../../shared/ui/pick.css";
import { useId } from "../../shared/ui/use_id";

/** What was written and not given; kept while the page is open. */
const drafts = new Map<string, Draft>();
const levels = [1, 2, 3, 4] as const;
const decisions = [[Decision.UPHELD, "appeal.uphold", "appeal.uphold_text"], [Decision.REJECTED, "appeal.reject", "appeal.reject_text"]] as const;

export function JudgeForm({ assessment, rows }: { assessment: Assessment; rows: readonly ProgressRow[] }) {
  const { t, lang } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const appealed = assessment.state === State.APPEALED;
  const place = `${assessment.name}/${appealed}`;
  const [draft, setDraft] = useState<Draft>(() => drafts.get(place) ?? { ...draftOf(unpublished(assessment) ?? holding(assessment), lang), ...(appealed && { reason: "" }) });
  const [decision, setDecision] = useState<Decision>();
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    drafts.set(place, next);
    setDraft(next);
  };
  const codes = rows.map(({ outcomeCode }) => outcomeCode);
  const mark = tenthsOf(draft.mark);
  const missing = lacking(codes, draft);
  const whole = missing.length === 0 && mark !== undefined;
  const ready = assessment.state !== State.OPEN && draft.reason.trim() !== "" && (!appealed || decision !== undefined) && (decision === Decision.REJECTED || whole);
  const act = useAct(
    (_: undefined, requestId) => {
      const common = { name: assessment.name, etag: assessment.etag, reason: draft.reason.trim(), requestId };
      if (decision === Decision.REJECTED) return client.decideAppeal({ ...common, decision });
      const judgement = { ...common, outcomes: judged(codes, draft), finalMarkTenths: mark ?? 0 };
      return decision === undefined ? client.judgeAssessment(judgement) : client.decideAppeal({ ...judgement, decision });
    },
    (answer) => {
      drafts.delete(place);
      toast(t("done.judged"));
      refresh(cache, answer);
    },
  );
  return (
    <form aria-labelledby="judge" onSubmit={(event) => {
      event.preventDefault();
      if (ready) act.run(undefined);
    }}>
      {appealed && (
        <fieldset>
          <legend class="lab">{t("appeal.who")}</legend>
          <div class="pick">{decisions.map(([value, label, text]) => <label key={value}><input type="radio" name="decision" checked={decision === value} onChange={() => setDecision(value)} />{t(label)}<span>{t(text)}</span></label>)}</div>
        </fieldset>
      )}
      {decision !== Decision.REJECTED && (!appealed || decision !== undefined) && (
        <>
          {rows.map((row) => <Outcome key={row.outcomeCode} row={row} written={draft.outcomes[row.outcomeCode]} onWritten={(written) => change({ outcomes: { ...draft.outcomes, [row.outcomeCode]: written } })} />)}
          <div class="asmarkf"><TextField label={t("judge.mark")} hint={t("judge.mark_hint")} value={draft.mark} onValue={(text) => change({ mark: text })} maxLength={4} error={draft.mark.trim() !== "" && mark === undefined ? t("judge.mark_wrong") : undefined} required /></div>
        </>
      )}
      <TextArea label={t("judge.why")} hint={t("judge.why_hint")} value={draft.reason} onValue={(reason) => change({ reason })} maxLength={4000} required />
      <Trouble error={act.error} />
      {!ready && decision !== Decision.REJECTED && missing.length > 0 && <p class="s q">{t("judge.lacking", { codes: missing.join(", ") })}</p>}
      <div class="row"><button type="submit" class="btn" disabled={act.busy || !ready}>{t("act.save_judgement")}</button></div>
      <p class="xs qq">{t("judge.not_told")}</p>
    </form>
  );
}

function Outcome({ row, written, onWritten }: { row: ProgressRow; written: Written | undefined; onWritten: (written: Written) => void }) {
  const { t, tn } = useWords();
  const name = useId();
  const { level = 0, reason = "" } = written ?? {};
  return (
    <fieldset class="asout">
      <legend class="lab">{row.outcomeCode} {row.outcomeTitle} <span class="hint">{tn("judge.counted", row.confirmedCount)}</span></legend>
      <div class="seg aslevels">{levels.map((one) => <label key={one}><input type="radio" name={name} checked={level === one} onChange={() => onWritten({ level: one, reason })} />{t(levelKey(one))}</label>)}</div>
      <TextArea label={t("judge.reason_of", { code: row.outcomeCode })} value={reason} onValue={(text) => onWritten({ level, reason: text })} maxLength={2000} required />
    </fieldset>
  );
}
