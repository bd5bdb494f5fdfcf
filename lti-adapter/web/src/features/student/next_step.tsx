// Exactly one card that says what, why, until when, how long, and one act.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { AgreementSchema } from "../../gen/driehoek/v1/agreement_pb";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { type Agreement, type Placement } from "../../triangle/contract";
import { hasEnded, isDead, newest } from "../../triangle/agreement";
import { turnMinutes, turnName, turnTitle } from "../../triangle/parts";
import { agreementHref, keep } from "../../triangle/queries";
import type { LearningStep } from "../../triangle/learning_steps";
import type { OpenStep, Turn } from "../../triangle/turns";

export function NoPlacement() {
  const { t } = useWords();
  return (
    <section class="next" aria-labelledby="next">
      <div class="stack tight">
        <p class="kicker">{t("next.title")}</p>
        <h1 id="next">{t("student.none.title")}</h1>
        <p>{t("student.none.why")}</p>
      </div>
    </section>
  );
}

interface Props {
  readonly step: OpenStep | undefined;
  readonly placement: Placement;
  readonly agreement: Agreement | undefined;
  readonly institution: string;
}

const whyKeys = { draft: "next.why.draft", fill: "next.why.fill", submit: "next.why.submit", sign: "next.why.sign", accept: "next.why.accept" } as const;

function isOwn(kind: Turn["kind"]): kind is keyof typeof whyKeys {
  return Object.hasOwn(whyKeys, kind);
}

/** A round asks: rank places, or answer the one that was given. */
export function RoundStep({ step }: { step: OpenStep }) {
  const words = useWords();
  const { t, dates } = words;
  const { turn } = step;
  if (turn.kind !== "rank" && turn.kind !== "answer") return null;
  const date = step.due === undefined ? t("next.soon") : dates.dayWeek(step.due);
  return (
    <section class="next" aria-labelledby="next">
      <div class="stack tight">
        <p class="kicker">{t("next.title")}</p>
        <h1 id="next">{turn.kind === "rank" && step.due !== undefined ? t("next.rank", { date: dates.day(step.due) }) : turnTitle(words, turn)}</h1>
        <p>{turn.kind === "rank" ? t("next.why.rank", { round: turn.round }) : t("next.why.answer")}</p>
      </div>
      <div class="stack tight">
        <p class="when"><Icon name="wait" /> {t(step.late ? "next.was" : "next.before", { date })} · {words.tn("next.minutes", turnMinutes[turn.kind])}</p>
        <div class="row act"><a class="btn" href={turn.href}>{t(turn.kind === "rank" ? "act.rank" : "act.see_place")}</a></div>
      </div>
    </section>
  );
}

/** A learning task or the pulse asks. */
export function LearningNext({ step: { title, why, due, late, href, act, minutes } }: { step: LearningStep }) {
  const words = useWords();
  const { t, dates } = words;
  return (
    <section class="next" aria-labelledby="next">
      <div class="stack tight">
        <p class="kicker">{t("next.title")}</p>
        <h1 id="next">{title}</h1>
        <p>{why}</p>
      </div>
      <div class="stack tight">
        <p class="when"><Icon name="wait" /> {due && `${t(late ? "next.was" : "next.before", { date: dates.dayWeek(due) })} · `}{words.tn("next.minutes", minutes)}</p>
        <div class="row act"><a class="btn" href={href}>{act}</a></div>
      </div>
    </section>
  );
}

/** Nothing for the reader: who is to act instead, or how it stands. */
function quiet(words: Words, step: OpenStep | undefined, agreement: Agreement | undefined, organisation: string): string {
  const { t, dates } = words;
  if (step === undefined) {
    const version = agreement && newest(agreement);
    return t(version && hasEnded(version) ? "next.ended" : "next.all_done", { organisation });
  }
  const date = step.due ? dates.dayWeek(step.due) : t("next.soon");
  const text = t(step.late && step.due ? "next.none_late" : "next.none", { name: turnName(words, step), date });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function NextStep({ step, placement, agreement, institution }: Props) {
  const words = useWords();
  const { t, dates } = words;
  const organisation = placement.labels?.organisation ?? "";
  const href = agreement && agreementHref(agreement.name);
  if (step?.turn.kind === "rank" || step?.turn.kind === "answer") return <RoundStep step={step} />;
  if (step === undefined || !step.mine || !isOwn(step.turn.kind)) {
    return (
      <section class="next" aria-labelledby="next">
        <div class="stack tight">
          <p class="kicker">{t("next.title")}</p>
          <h1 id="next">{t("next.nothing")}</h1>
          <p>{quiet(words, step, agreement, organisation)}</p>
        </div>
        {href && <div class="row act"><a class="btn two" href={href}>{t("act.view_agreement")}</a></div>}
      </section>
    );
  }
  const own = step.turn.kind === "draft" && step.agreement && isDead(step.agreement) ? "next.why.redraft" : whyKeys[step.turn.kind];
  return (
    <section class="next" aria-labelledby="next">
      <div class="stack tight">
        <p class="kicker">{t("next.title")}</p>
        <h1 id="next">{turnTitle(words, step.turn)}</h1>
        <p>{t(own, { organisation: step.placement?.labels?.organisation || organisation })}</p>
      </div>
      <div class="stack tight">
        <p class="when"><Icon name="wait" /> {step.due && t(step.late ? "next.was" : "next.before", { date: dates.dayWeek(step.due) })} · {words.tn("next.minutes", turnMinutes[step.turn.kind])}</p>
        <div class="row act">
          {step.agreement !== undefined && step.turn.kind !== "draft"
            ? <a class="btn" href={`${agreementHref(step.agreement.name)}${step.turn.kind === "sign" ? "?sign=1" : ""}`}>{step.turn.kind === "sign" ? t("act.sign") : t("act.open_agreement")}</a>
            : <Draft placement={step.placement ?? placement} institution={institution} />}
        </div>
      </div>
    </section>
  );
}

function Draft({ placement, institution }: { placement: Placement; institution: string }) {
  const { t, lang } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const act = useAct(
    (_: undefined, requestId) => client.createAgreement({
      parent: `institutions/${institution}`,
      agreement: create(AgreementSchema, { placement: placement.name, languageCode: lang }),
      requestId,
    }),
    (agreement) => {
      keep(cache, agreement);
      navigate(agreementHref(agreement.name));
    },
  );
  return (
    <>
      <button type="button" class="btn" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.draft")}</button>
      <Trouble error={act.error} />
    </>
  );
}
