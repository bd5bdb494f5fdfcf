// The two cards below the next step: whose turn it is, and the triangle itself.
import { useWords } from "../../shared/i18n/context";
import { Empty } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { newest, partyOf } from "../../triangle/agreement";
import { PartyRole, type Agreement, type Placement } from "../../triangle/contract";
import { Triangle } from "../../triangle/figure";
import { StateTag, StepMark, turnTitle, turnWho, useMe } from "../../triangle/parts";
import { agreementHref } from "../../triangle/queries";
import type { LearningStep } from "../../triangle/learning_steps";
import type { OpenStep } from "../../triangle/turns";

export function TurnCard({ steps, learning = [] }: { steps: readonly OpenStep[]; learning?: readonly LearningStep[] }) {
  const words = useWords();
  return (
    <section class="card" aria-labelledby="turns">
      <div class="head"><h2 id="turns">{words.t("turn.title")}</h2></div>
      {steps.length + learning.length === 0
        ? <Empty><p>{words.t("turn.nobody")}</p></Empty>
        : (
          <ul class="list">
            {steps.map((step, index) => (
              <li key={index}>
                <div><b class="b">{turnTitle(words, step.turn)}</b><p>{turnWho(words, step)}</p></div>
                <StepMark step={step} />
              </li>
            ))}
            {learning.map((step) => (
              <li key={`${step.href} ${step.title}`}>
                <div><a class="b" href={step.href}>{step.title}</a><p>{step.who}</p></div>
                <LearningMark step={step} />
              </li>
            ))}
          </ul>
        )}
    </section>
  );
}

function LearningMark({ step: { mine, due, late } }: { step: LearningStep }) {
  const { t, dates } = useWords();
  const tone = late ? "stop" : mine ? "warn" : "wait";
  return <div class="r"><Status tone={tone}>{due === undefined ? t("turn.you") : t(late ? "turn.late" : "turn.by", { date: dates.day(due) })}</Status>{mine && due !== undefined && <span class="xs b">{t("turn.you")}</span>}</div>;
}

export function TriangleCard({ agreement, placement }: { agreement: Agreement | undefined; placement: Placement }) {
  const { t } = useWords();
  const me = useMe();
  const version = agreement && newest(agreement);
  const side = partyOf(version, me.persons) || PartyRole.STUDENT;
  const contact = placement.labels?.contactPerson ?? "";
  return (
    <section class="card" aria-labelledby="triangle">
      <div class="head">
        <h2 id="triangle">{t("triangle.title")}</h2>
        {agreement && <a class="s" href={agreementHref(agreement.name)}>{t("act.view_agreement")}</a>}
      </div>
      <Triangle version={version} me={side} />
      {agreement && <p><StateTag agreement={agreement} /></p>}
      <hr />
      <p class="s q">{contact === "" ? t("triangle.no_contact") : <><b class="b">{contact}</b> {t("triangle.contact")}</>}</p>
    </section>
  );
}
