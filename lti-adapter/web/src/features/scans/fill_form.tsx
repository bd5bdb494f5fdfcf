// The questions of a scan with the own answer to each: yes, partly or no, and a remark where something lacks.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { WorkplaceScan_AnswerSchema } from "../../gen/driehoek/v1/workplace_scan_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { Icon, Message } from "../../shared/ui/status";
import { Finding, refreshScans, sideOf, Weight, WorkplaceScanService, type AskedScan, type Criterion } from "../../triangle/scans";
import { findingKey, findings, helpOf, subjectKey, subjects, titleOf } from "./words";
import "../../shared/ui/choices.css";

interface Typed {
  readonly finding: Finding;
  readonly remark: string;
}

const nothing: Typed = { finding: Finding.FINDING_UNSPECIFIED, remark: "" };

export function FillForm({ asked: { scan, criteria }, onSent }: { asked: AskedScan; onSent: () => void }) {
  const words = useWords();
  const { t, tn } = words;
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const side = sideOf(useSession().role);
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>(() => Object.fromEntries(scan.answers.filter((answer) => answer.side === side).map(({ criterionCode, finding, remark }) => [criterionCode, { finding, remark }])));
  const [tried, setTried] = useState(false);
  const of = (criterion: Criterion) => typed[criterion.code] ?? nothing;
  const open = criteria.criteria.filter((criterion) => of(criterion).finding === Finding.FINDING_UNSPECIFIED);
  const lacking = open.filter((criterion) => criterion.weight === Weight.ESSENTIAL);
  const answered = criteria.criteria.length - open.length;
  const act = useAct(
    (_: undefined, requestId) => client.fillWorkplaceScan({
      name: scan.name, etag: scan.etag, requestId,
      answers: criteria.criteria.filter((criterion) => !open.includes(criterion)).map((criterion) => create(WorkplaceScan_AnswerSchema, { criterionCode: criterion.code, finding: of(criterion).finding, remark: of(criterion).remark.trim() })),
    }),
    (answer) => {
      refreshScans(cache, answer);
      onSent();
    },
  );
  return (
    <form noValidate onSubmit={(event) => {
      event.preventDefault();
      setTried(true);
      if (lacking.length === 0 && answered > 0) act.run(undefined);
    }}>
      {subjects.filter((subject) => criteria.criteria.some((criterion) => criterion.subject === subject)).map((subject) => (
        <section key={subject} class="card" aria-labelledby={`subject-${subject}`}>
          <h2 id={`subject-${subject}`}>{t(subjectKey[subject])}</h2>
          {criteria.criteria.filter((criterion) => criterion.subject === subject).map((criterion) => (
            <Question key={criterion.code} criterion={criterion} value={of(criterion)} onValue={(value) => setTyped((old) => ({ ...old, [criterion.code]: value }))} />
          ))}
        </section>
      ))}
      {tried && lacking.length > 0 && <Message tone="stop" alert><p>{t("scan.missing", { codes: lacking.map(({ code }) => code).join(", ") })}</p></Message>}
      <Trouble error={act.error} />
      <div class="row">
        <button type="submit" class="btn" disabled={act.busy}>{t("act.send_scan")}</button>
        <span class="s q" role="status">{open.length === 0 ? t("scan.left_none") : tn("scan.left", open.length)}</span>
      </div>
    </form>
  );
}

function Question({ criterion, value, onValue }: { criterion: Criterion; value: Typed; onValue: (value: Typed) => void }) {
  const words = useWords();
  const { t } = words;
  const help = helpOf(words, criterion);
  return (
    <fieldset class="stack tight ask-one">
      <legend><span class="b">{titleOf(words, criterion)}</span> <span class="hint">{criterion.code} · {t(criterion.weight === Weight.ESSENTIAL ? "scan.essential" : "scan.desirable")}</span></legend>
      {help !== "" && <details><summary class="s">{t("scan.help")} <Icon name="down" /></summary><p class="s q">{help}</p></details>}
      <div class="seg">
        {findings.map((finding) => (
          <label key={finding}><input type="radio" name={`finding-${criterion.code}`} checked={value.finding === finding} onChange={() => onValue({ ...value, finding })} />{t(findingKey[finding])}</label>
        ))}
      </div>
      {(value.finding === Finding.PARTLY || value.finding === Finding.NOT_MET || value.remark !== "") && <TextField label={t("scan.remark")} hint={t("scan.remark_hint")} value={value.remark} onValue={(remark) => onValue({ ...value, remark })} maxLength={1000} />}
    </fieldset>
  );
}
