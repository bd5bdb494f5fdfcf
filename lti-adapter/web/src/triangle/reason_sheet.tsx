// Why this place: each wish with its numbers, the waiting list, and the proof of the lottery folded away (R25).
import { useWords } from "../shared/i18n/context";
import { Message } from "../shared/ui/status";
import { idOf } from "../shared/api/session";
import { drawText, ordinal, reasonText, waiting } from "./reasons";
import { Cause, Rule, type Allocation, type MatchingRound } from "./rounds";
import "./reason_sheet.css";

interface Props {
  readonly allocation: Allocation;
  readonly round: MatchingRound;
  /** The student by name, whose id the lottery takes; empty while it is not known. */
  readonly student: string;
  /** Version of the rule, where it is known. */
  readonly ruleVersion?: number | undefined;
  /** Level of its heading, under that of what stands around it. */
  readonly level: "h2" | "h3";
}

export function ReasonSheet({ allocation, round, student, ruleVersion, level: Heading }: Props) {
  const words = useWords();
  const { t } = words;
  const line = waiting(allocation);
  return (
    <>
      <Heading>{t(allocation.place === "" ? "why.title_none" : "why.title")}</Heading>
      {allocation.moveReason !== "" && <Message tone="note"><p><b>{t("why.moved")}</b> {allocation.moveReason}</p></Message>}
      {allocation.reasons.length === 0
        ? <p class="s q">{t("why.no_wishes")}</p>
        : (
          <ol class="why">
            {allocation.reasons.map((reason) => (
              <li key={reason.place} class={reason.cause === Cause.GOT ? "got" : undefined}>
                <span class="p" aria-hidden="true">{reason.rank}</span>
                <div>
                  <b class="b">{reason.cause === Cause.GOT ? t("why.yours", { organisation: reason.organisationDisplayName }) : reason.organisationDisplayName}</b>
                  <p>{reasonText(words, reason, allocation)}</p>
                </div>
              </li>
            ))}
          </ol>
        )}
      {line.length > 0 && (
        <Message tone="note">
          {line.map((reason) => <p key={reason.place}>{t("why.waiting", { organisation: reason.organisationDisplayName, nth: ordinal(words, reason.waitingPosition) })}</p>)}
        </Message>
      )}
      <Proof allocation={allocation} round={round} student={student} ruleVersion={ruleVersion} />
    </>
  );
}

/** What anybody needs to do the lottery again. */
function Proof({ allocation, round, student, ruleVersion }: Omit<Props, "level">) {
  const words = useWords();
  const { t, dates } = words;
  if (round.seedCommitment === "") return null;
  const rule = t(round.rule === Rule.MOST_PLACED ? "rule.most_placed" : "rule.stable");
  return (
    <details class="proof">
      <summary>{t("proof.title")}</summary>
      <dl>
        {allocation.lotteryDraw !== "" && <><dt>{t("proof.draw")}</dt><dd>{t("proof.draw_text", { draw: drawText(words, allocation.lotteryDraw) })}</dd></>}
        <dt>{t("proof.committed")}</dt><dd><span class="mono">{round.seedCommitment}</span>{round.commitTime && `, ${dates.moment(round.commitTime)}`}</dd>
        <dt>{t("proof.revealed")}</dt><dd>{round.seed === "" ? t("proof.not_yet") : <><span class="mono">{round.seed}</span>{round.publishTime && `, ${dates.moment(round.publishTime)}`}</>}</dd>
        <dt>{t("proof.rule")}</dt><dd>{ruleVersion === undefined || ruleVersion === 0 ? rule : t("proof.rule_version", { rule, n: ruleVersion })}</dd>
        {student !== "" && <><dt>{t("proof.number")}</dt><dd class="mono">{idOf(student)}</dd></>}
      </dl>
      <ol class="bullets">
        <li>{t("proof.step_1")}</li>
        <li>{t("proof.step_2")}</li>
        <li>{t("proof.step_3")}</li>
      </ol>
    </details>
  );
}
