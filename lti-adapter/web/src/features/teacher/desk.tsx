// The desk: one triangle, why it needs attention, and the way to the act.
import { useWords } from "../../shared/i18n/context";
import { Empty } from "../../shared/ui/faces";
import { newest, partyOf } from "../../triangle/agreement";
import { BlockerKind, PlacementState } from "../../triangle/contract";
import { Triangle } from "../../triangle/figure";
import { StateTag, StepMark, turnTitle, turnWho, useMe, word } from "../../triangle/parts";
import { agreementHref } from "../../triangle/queries";
import { NextCheckIn } from "../../triangle/next_check_in";
import { WayOn } from "../../triangle/way_on";
import { blockerKey, clauseKey, formKey, placementKey } from "../../triangle/placement_words";
import { Attention } from "./attention";
import type { Row } from "./rows";

export function Desk({ row }: { row: Row }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const { placement, agreement, steps, triangle } = row;
  const version = agreement && newest(agreement);
  const labels = placement.labels;
  const sign = steps.some((step) => step.mine && step.turn.kind === "sign");
  const blockers = placement.state < PlacementState.ACTIVE ? placement.blockers : [];
  return (
    <section class="card desk" aria-labelledby="desk">
      <a class="s back" href="#/">{t("teacher.back")}</a>
      <div class="stack tight">
        <div class="row apart"><p class="kicker">{word(words, formKey[placement.form])} · {word(words, placementKey[placement.state])}</p><span class="keys xs qq"><kbd>J</kbd> {t("teacher.next")} <kbd>K</kbd> {t("teacher.previous")}</span></div>
        <h2 id="desk">{labels?.organisation ? t("agreement.heading", { student: labels.student, organisation: labels.organisation }) : labels?.student}</h2>
        {agreement && <p><StateTag agreement={agreement} /></p>}
      </div>
      {triangle && <Attention triangle={triangle} />}
      {steps.length > 0 && (
        <ul class="list">
          {steps.map((step, index) => (
            <li key={index}><div><b class="b">{turnTitle(words, step.turn)}</b><p>{turnWho(words, step)}</p></div><StepMark step={step} /></li>
          ))}
        </ul>
      )}
      <dl class="facts">
        {placement.startDate && placement.endDate && <div><dt>{t("clause.period")}</dt><dd>{t("agreement.period", { from: dates.day(placement.startDate), to: dates.day(placement.endDate), hours: placement.weeklyHours })}</dd></div>}
        <div><dt>{t("party.workplace")}</dt><dd>{labels?.supervisor || t("block.supervisor")}</dd></div>
        <div><dt>{t("party.contact")}</dt><dd>{labels?.contactPerson || t("block.contact")}</dd></div>
        {blockers.length > 0 && <div><dt>{t("block.title")}</dt><dd><ul class="bullets">{blockers.map((blocker, index) => {
          const clause = clauseKey(blocker.detail);
          return <li key={index}>{word(words, blockerKey[blocker.kind])}{blocker.kind === BlockerKind.CLAUSE_MISSING && clause && `: ${word(words, clause).toLowerCase()}`}</li>;
        })}</ul></dd></div>}
      </dl>
      {!triangle && <Triangle version={version} me={partyOf(version, me.persons)} />}
      {agreement
        ? (
          <div class="acts row">
            {sign && <a class="btn" href={`${agreementHref(agreement.name)}?sign=1`}>{t("act.sign")}</a>}
            <a class={sign ? "btn two" : "btn"} href={agreementHref(agreement.name)}>{t("act.open_agreement")}</a>
          </div>
        )
        : <Empty><p>{t("teacher.no_agreement")}</p></Empty>}
      <NextCheckIn placement={placement.name} />
      <WayOn placement={placement} />
      <p><a class="s" href={`#/conflicts?student=${placement.student.split("/").pop() ?? ""}`}>{t("act.see_conflicts_of")}</a></p>
    </section>
  );
}
