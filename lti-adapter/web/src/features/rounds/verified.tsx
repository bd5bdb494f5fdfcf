// What the independent check found of a run, and by what it can be done again.
import { useWords } from "../../shared/i18n/context";
import { Message } from "../../shared/ui/status";
import { Rule, RunState, type MatchRun } from "../../triangle/rounds";

export function Verified({ run }: { run: MatchRun }) {
  const { t, tn } = useWords();
  const { verification } = run;
  if (run.state !== RunState.SUCCEEDED || verification === undefined) return null;
  const sound = verification.faultCount === 0n;
  return (
    <Message tone={sound ? "ok" : "stop"}>
      {sound
        ? <p><b>{t(run.rule === Rule.MOST_PLACED ? "check.best" : "check.stable")}</b> {t("check.same")}</p>
        : (
          <>
            <p><b>{tn("check.faults", Number(verification.faultCount))}</b> {t("check.do_not")}</p>
            <ul class="bullets" lang="en">{verification.findings.map((finding) => <li key={finding}>{finding}</li>)}</ul>
          </>
        )}
      <details class="proof">
        <summary>{t("check.how")}</summary>
        <dl>
          <dt>{t("check.input")}</dt><dd class="mono">{run.inputHash}</dd>
          <dt>{t("check.result")}</dt><dd class="mono">{run.resultHash}</dd>
          <dt>{t("proof.rule")}</dt><dd>{t("proof.rule_version", { rule: t(run.rule === Rule.MOST_PLACED ? "rule.most_placed" : "rule.stable"), n: run.ruleVersion })}</dd>
          <dt>{t("check.claims")}</dt><dd>{String(verification.claimCount)}</dd>
        </dl>
      </details>
    </Message>
  );
}
