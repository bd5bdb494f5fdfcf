// The supervisor's advice to the examiner: what was seen of each outcome, in a few taps. It weighs; the examiner decides.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate, usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { useOutcomeProgress, type ProgressRow } from "../../triangle/evidence";
import { AssessmentService, refresh, takesInputs, useAssessment, type Assessment } from "./model";
import { levelKey } from "./parts";
import "../../shared/ui/choices.css";
import "./assessment.css";
import { useId } from "../../shared/ui/use_id";

function AdvicePage({ name }: { name: string }) {
  const { t } = useWords();
  usePage(t("advice.page"));
  const assessment = useAssessment(name);
  const progress = useOutcomeProgress(assessment.data?.placement ?? "");
  return (
    <>
      <div class="stack tight"><a class="s" href="#/">{t("conf.back")}</a><h1>{t("advice.page")}</h1></div>
      <Faces of={assessment}>{(found) => <Faces of={progress}>{({ rows }) => <Form key={found.etag} assessment={found} rows={rows} />}</Faces>}</Faces>
    </>
  );
}

interface Seen {
  readonly level: number;
  readonly remark: string;
}

const levels = [1, 2, 3, 4, 0] as const;

/** What was typed and not sent; kept while the page is open. */
const typed = new Map<string, { seen: Record<string, Seen | undefined>; remarks: string }>();

function Form({ assessment, rows }: { assessment: Assessment; rows: readonly ProgressRow[] }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const { advice, labels } = assessment;
  const before = typed.get(assessment.name);
  const [seen, setSeen] = useState<Record<string, Seen | undefined>>(() => before?.seen ?? Object.fromEntries((advice?.outcomes ?? []).map(({ outcomeCode, level, remark }) => [outcomeCode, { level, remark }])));
  const [remarks, setRemarks] = useState(before?.remarks ?? advice?.remarks ?? "");
  typed.set(assessment.name, { seen, remarks });
  const outcomes = rows.flatMap(({ outcomeCode }) => {
    const one = seen[outcomeCode];
    return one === undefined ? [] : [{ outcomeCode, level: one.level, remark: one.remark.trim() }];
  });
  const act = useAct(
    (_: undefined, requestId) => client.giveAssessmentAdvice({ name: assessment.name, etag: assessment.etag, advice: { outcomes, remarks: remarks.trim() }, requestId }),
    (answer) => {
      typed.delete(assessment.name);
      toast(t("done.advice_given"));
      refresh(cache, answer);
      navigate("#/");
    },
  );
  if (!takesInputs(assessment)) return <Empty><p>{t("no.assessment_judged")}</p></Empty>;
  return (
    <form class="card" aria-label={t("advice.page")} onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <p>{t("advice.about", { student: labels?.student ?? "", name: labels?.examiner ?? "" })}</p>
      {advice && <Message tone="ok"><p>{t("advice.given")}</p></Message>}
      {rows.map((row) => <Outcome key={row.outcomeCode} row={row} seen={seen[row.outcomeCode]} onSeen={(one) => setSeen({ ...seen, [row.outcomeCode]: one })} />)}
      <TextArea label={t("advice.remarks")} hint={t("optional")} value={remarks} onValue={setRemarks} maxLength={4000} />
      <Trouble error={act.error} />
      <div class="evask row"><button type="submit" class="btn" disabled={act.busy || outcomes.length === 0}>{t("act.give_advice")}</button><span class="s q">{t("advice.done_of", { n: outcomes.length, of: rows.length })}</span></div>
    </form>
  );
}

function Outcome({ row, seen, onSeen }: { row: ProgressRow; seen: Seen | undefined; onSeen: (seen: Seen) => void }) {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset class="asout">
      <legend class="lab">{row.outcomeCode} {row.outcomeTitle}</legend>
      <div class="seg aslevels">{levels.map((level) => <label key={level}><input type="radio" name={name} checked={seen?.level === level} onChange={() => onSeen({ level, remark: seen?.remark ?? "" })} />{level === 0 ? t("level.cannot_say") : t(levelKey(level))}</label>)}</div>
      {seen !== undefined && <TextArea label={t("advice.remark")} hint={t("optional")} value={seen.remark} onValue={(remark) => onSeen({ level: seen.level, remark })} maxLength={1000} />}
    </fieldset>
  );
}

export const Advise = withParts(["evidence", "assessment"], AdvicePage);
