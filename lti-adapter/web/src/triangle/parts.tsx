// Small parts that several places show: the state of an agreement, the variant of a programme, whose turn it is.
import { useMemo } from "preact/hooks";
import { personNames } from "../shared/api/session";
import { useSession } from "../shared/api/hooks";
import { useWords, type Words } from "../shared/i18n/context";
import { Status, type Tone } from "../shared/ui/status";
import { isOver, newest, signatureOf, signedCount } from "./agreement";
import { AgreementVersion_State as State, SignatureState, type Agreement, type AgreementVersion, type Funding, type PartyRole, type Variant } from "./contract";
import type { Me, OpenStep, Turn } from "./turns";
import { fundingKey, partyKey, signatureKey, signatureTone, stateKey, stateTone, stepKey, variantKey } from "./words";

type Plain = "st.draft";

/** Keys from a map of values have no arguments; the table test holds that. */
export function word(words: Words, key: string): string {
  return words.t(key as Plain);
}

export function useMe(): Me {
  const session = useSession();
  return useMemo(() => ({ persons: personNames(session), role: session.role }), [session]);
}

export function variantText(words: Words, variant: Variant, funding: Funding): string {
  return `${word(words, variantKey[variant])} · ${word(words, fundingKey[funding])}`;
}

export function stateText(words: Words, version: AgreementVersion): string {
  if (version.state === State.PARTIALLY_SIGNED) return words.t("st.partial", { n: signedCount(version), m: version.signatures.length });
  return word(words, stateKey[version.state]);
}

export function StateTag({ agreement }: { agreement: Agreement }) {
  const words = useWords();
  const version = newest(agreement);
  if (version === undefined) return null;
  const late = agreement.overdueTime !== undefined && version.state !== State.IN_FORCE;
  return <Status tone={late ? "stop" : stateTone[version.state]}>{stateText(words, version)}</Status>;
}

/** How far one party is with signing. */
export function SignatureTag({ version, role, tag }: { version: AgreementVersion | undefined; role: PartyRole; tag?: boolean }) {
  const words = useWords();
  const state = (version && version.state !== State.IN_REVIEW && signatureOf(version, role)?.state) || SignatureState.STATE_UNSPECIFIED;
  const over = version !== undefined && isOver(version) && (state === SignatureState.REQUESTED || state === SignatureState.OPENED);
  return <Status tone={over ? "note" : signatureTone[state]} tag={tag ?? true}>{over ? words.t("sig.over") : word(words, signatureKey[state])}</Status>;
}

export function turnTitle(words: Words, turn: Turn): string {
  const { t, tn } = words;
  switch (turn.kind) {
    case "find": return t("turn.find");
    case "draft": return t("turn.draft");
    case "fill": return tn("turn.fill", turn.clauses.length);
    case "submit": return t("turn.submit");
    case "check": return t("turn.check");
    case "sign": return t("turn.sign");
    case "accept": return t("turn.accept");
    case "contact": return t("turn.contact");
    case "rank": return t("turn.rank");
    case "answer": return t("turn.answer", { organisation: turn.organisation });
  }
}

/** Minutes that the step takes; design estimates. */
export const turnMinutes: Record<Turn["kind"], number> = { find: 10, draft: 15, fill: 10, submit: 1, check: 5, sign: 2, accept: 1, contact: 2, rank: 10, answer: 2 };

/** Who is to act, within a sentence: the name when it is known. */
export function turnName(words: Words, step: OpenStep): string {
  if (step.name !== "") return step.name;
  if (step.turn.kind === "check") return word(words, stepKey[step.turn.step]);
  return word(words, partyKey[step.side]).toLowerCase();
}

/** "De opleiding: Marijke de Boer". */
export function turnWho(words: Words, step: OpenStep): string {
  const side = word(words, partyKey[step.side]);
  const name = step.name !== "" ? step.name : step.turn.kind === "check" ? word(words, stepKey[step.turn.step]) : "";
  return name === "" ? side : `${side}: ${name}`;
}

export function StepMark({ step }: { step: OpenStep }) {
  const { t, dates } = useWords();
  const tone: Tone = step.late ? "stop" : step.mine ? "warn" : "wait";
  const date = step.due === undefined ? undefined : dates.day(step.due);
  const text = step.late && date !== undefined ? t("turn.late", { date }) : date === undefined ? t("turn.asked") : t("turn.by", { date });
  return (
    <div class="r">
      <Status tone={tone}>{text}</Status>
      {step.mine && <span class="xs b">{t("turn.you")}</span>}
    </div>
  );
}
