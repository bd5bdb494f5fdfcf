// Short names for the contract of assessments, reading them, and what the screens know of marks and time. Pure but for the reading.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { Assessment_Input as Input, Assessment_State as State, Assessment_WeighedEvidence_Exclusion as Exclusion, type Assessment, type Assessment_Judgement as Judgement } from "../../gen/driehoek/v1/assessment_pb";
import { AssessmentService } from "../../gen/driehoek/v1/assessment_service_pb";
import { useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { compareDays, type Day } from "../../shared/i18n/dates";
import type { Tone } from "../../shared/ui/status";
import { EvidenceState, type EvidenceItem } from "../../triangle/evidence";

export { Assessment_Appeal_Decision as Decision, Assessment_Input as Input, Assessment_State as State, Assessment_Talk_Kind as TalkKind, Assessment_WeighedEvidence_Exclusion as Exclusion } from "../../gen/driehoek/v1/assessment_pb";
export type { Assessment, Assessment_Appeal as Appeal, Assessment_Judgement as Judgement, Assessment_WeighedEvidence as Weighed } from "../../gen/driehoek/v1/assessment_pb";
export { AssessmentService } from "../../gen/driehoek/v1/assessment_service_pb";

/** Assessments within reach at every institution of the session, newest first. */
export function useAssessments() {
  const client = useClient(AssessmentService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["assessments", institutions],
    queryFn: async () => (await Promise.all(institutions.map((institution) => allPages(
      (pageToken) => client.listAssessments({ parent: `institutions/${institution}`, pageSize: 500, pageToken }),
      (page) => page.assessments,
    )))).flat(),
  });
}

export function useAssessment(name: string) {
  const client = useClient(AssessmentService);
  return useQuery({ queryKey: ["assessment", name], queryFn: () => client.getAssessment({ name }), enabled: name !== "" });
}

/** After an act: what it answered is shown at once, and what hangs on it is read anew. */
export function refresh(cache: QueryClient, assessment: Assessment): void {
  cache.setQueryData(["assessment", assessment.name], assessment);
  for (const key of ["assessments", "evidence", "outcomeProgress", "asks"]) void cache.invalidateQueries({ queryKey: [key] });
}

export function assessmentHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/assessment/${institution ?? ""}/${id ?? ""}`;
}

export const stateKey = {
  [State.STATE_UNSPECIFIED]: "asst.open",
  [State.OPEN]: "asst.open",
  [State.INPUTS_COMPLETE]: "asst.complete",
  [State.JUDGED]: "asst.judged",
  [State.PUBLISHED]: "asst.published",
  [State.APPEALED]: "asst.appealed",
  [State.FINAL]: "asst.final",
} as const;

export const stateTone: Record<State, Tone> = {
  [State.STATE_UNSPECIFIED]: "note", [State.OPEN]: "wait", [State.INPUTS_COMPLETE]: "warn", [State.JUDGED]: "warn", [State.PUBLISHED]: "ok", [State.APPEALED]: "stop", [State.FINAL]: "ok",
};

export const inputs = [Input.PRODUCT, Input.REFLECTION, Input.PROOF_OF_COMPETENCE, Input.TALK, Input.ADVICE] as const;

export const inputKey = {
  [Input.INPUT_UNSPECIFIED]: "input.product",
  [Input.ADVICE]: "input.advice",
  [Input.TALK]: "input.talk",
  [Input.PRODUCT]: "input.product",
  [Input.REFLECTION]: "input.reflection",
  [Input.PROOF_OF_COMPETENCE]: "input.proof",
} as const;

export const exclusionKey = {
  [Exclusion.EXCLUSION_UNSPECIFIED]: "excl.counts",
  [Exclusion.UNVERIFIED]: "excl.unverified",
  [Exclusion.DISPUTED]: "excl.disputed",
  [Exclusion.NOT_CONFIRMED]: "excl.not_confirmed",
  [Exclusion.NOT_LINKED]: "excl.not_linked",
} as const;

/** Why an item would not count when it is judged now; unspecified: it counts. The service decides, by the same states. */
export function exclusionOf({ state }: EvidenceItem): Exclusion {
  switch (state) {
    case EvidenceState.CONFIRMED:
    case EvidenceState.USED: return Exclusion.EXCLUSION_UNSPECIFIED;
    case EvidenceState.UNVERIFIED: return Exclusion.UNVERIFIED;
    case EvidenceState.DISPUTED: return Exclusion.DISPUTED;
    case EvidenceState.ADDED: return Exclusion.NOT_LINKED;
    default: return Exclusion.NOT_CONFIRMED;
  }
}

/** "7,5" or "7.5" or "7" as tenths; undefined when it is no mark of 1.0 to 10.0. */
export function tenthsOf(text: string): number | undefined {
  const match = /^(\d{1,2})(?:[.,](\d))?$/.exec(text.trim());
  if (match === null) return undefined;
  const tenths = Number(match[1]) * 10 + Number(match[2] ?? 0);
  return tenths >= 10 && tenths <= 100 ? tenths : undefined;
}

/** Tenths as people write a mark: "7,5" in Dutch, "7.5" in English. */
export function markText(tenths: number, lang: string): string {
  return `${Math.floor(tenths / 10)}${lang === "nl" ? "," : "."}${tenths % 10}`;
}

/** The judgement that holds: the last one that was published. */
export function holding({ judgements, publishedVersion }: Assessment): Judgement | undefined {
  return judgements.find(({ version }) => version === publishedVersion);
}

/** What the examiner decided and nobody was told of yet. */
export function unpublished({ judgements }: Assessment): Judgement | undefined {
  const last = judgements[judgements.length - 1];
  return last?.publishTime === undefined ? last : undefined;
}

/** Whether an input may still come in or change. */
export function takesInputs({ state }: Assessment): boolean {
  return state === State.OPEN || state === State.INPUTS_COMPLETE;
}

export function mayAppeal({ state, appealUntilDate }: Assessment, today: Day): boolean {
  return state === State.PUBLISHED && appealUntilDate !== undefined && compareDays(today, appealUntilDate) <= 0;
}

/** Whether the examiner is to act: everything is in, or somebody appealed. */
export function isToJudge({ state }: Assessment): boolean {
  return state === State.OPEN || state === State.INPUTS_COMPLETE || state === State.JUDGED || state === State.APPEALED;
}

const urgency: readonly State[] = [State.APPEALED, State.JUDGED, State.INPUTS_COMPLETE, State.OPEN];

/** What waits for the examiner, the most urgent first: an appeal, then what can go out, then what can be judged. */
export function byUrgency(list: readonly Assessment[]): Assessment[] {
  return list.filter(isToJudge).sort((a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state) || (a.labels?.student ?? "").localeCompare(b.labels?.student ?? ""));
}

/** What an examiner writes of one outcome. */
export interface Written {
  readonly level: number;
  readonly reason: string;
}

export interface Draft {
  readonly outcomes: Readonly<Record<string, Written | undefined>>;
  readonly mark: string;
  readonly reason: string;
}

export const nothing: Draft = { outcomes: {}, mark: "", reason: "" };

/** Begins with what was decided before. */
export function draftOf(judgement: Judgement | undefined, lang: string): Draft {
  if (judgement === undefined) return nothing;
  return {
    outcomes: Object.fromEntries(judgement.outcomes.map(({ outcomeCode, level, reason }) => [outcomeCode, { level, reason }])),
    mark: markText(judgement.finalMarkTenths, lang), reason: judgement.reason,
  };
}

/** Codes that still lack a level or a reason. */
export function lacking(codes: readonly string[], { outcomes }: Draft): string[] {
  return codes.filter((code) => (outcomes[code]?.level ?? 0) === 0 || (outcomes[code]?.reason ?? "").trim() === "");
}

/** The outcomes of a draft as the service takes them. */
export function judged(codes: readonly string[], { outcomes }: Draft) {
  return codes.map((outcomeCode) => ({ outcomeCode, level: outcomes[outcomeCode]?.level ?? 0, reason: outcomes[outcomeCode]?.reason.trim() ?? "" }));
}
