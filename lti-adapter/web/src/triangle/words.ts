// Values of the contract as keys of the string tables: what homes need. The others stand in placement_words.ts and
// features/agreement/words.ts, so that no phone loads them for its first picture.
import { Agreement_Kind, AgreementVersion_State as State, PartyRole, Step, Variant, Funding, SignatureState } from "./contract";
import type { Key } from "../shared/i18n/table";
import type { Tone } from "../shared/ui/status";

export const variantKey: Record<Variant, Key> = {
  [Variant.VARIANT_UNSPECIFIED]: "variant.other",
  [Variant.FULL_TIME]: "variant.full_time",
  [Variant.PART_TIME]: "variant.part_time",
  [Variant.DUAL]: "variant.dual",
};

export const fundingKey: Record<Funding, Key> = {
  [Funding.FUNDING_UNSPECIFIED]: "variant.other",
  [Funding.FUNDED]: "funding.funded",
  [Funding.NON_FUNDED]: "funding.non_funded",
};

export const kindKey: Record<Agreement_Kind, Key> = {
  [Agreement_Kind.KIND_UNSPECIFIED]: "kind.other",
  [Agreement_Kind.TRIPARTITE_AGREEMENT]: "kind.tripartite",
  [Agreement_Kind.INTERNSHIP_AGREEMENT]: "kind.internship",
  [Agreement_Kind.PRACTICE_AGREEMENT]: "kind.practice",
};

export const partyKey: Record<PartyRole, Key> = {
  [PartyRole.PARTY_ROLE_UNSPECIFIED]: "party.none",
  [PartyRole.STUDENT]: "party.student",
  [PartyRole.PROGRAMME]: "party.programme",
  [PartyRole.WORKPLACE]: "party.workplace",
};

export const parties = [PartyRole.STUDENT, PartyRole.PROGRAMME, PartyRole.WORKPLACE] as const;

export const stateKey: Record<State, Key> = {
  [State.STATE_UNSPECIFIED]: "st.unknown",
  [State.DRAFT]: "st.draft",
  [State.IN_REVIEW]: "st.in_review",
  [State.OFFERED]: "st.offered",
  [State.PARTIALLY_SIGNED]: "st.offered",
  [State.IN_FORCE]: "st.in_force",
  [State.SUPERSEDED]: "st.superseded",
  [State.EXPIRED]: "st.expired",
  [State.TERMINATED]: "st.terminated",
  [State.DECLINED]: "st.declined",
  [State.WITHDRAWN]: "st.withdrawn",
};

export const stateTone: Record<State, Tone> = {
  [State.STATE_UNSPECIFIED]: "note",
  [State.DRAFT]: "note",
  [State.IN_REVIEW]: "wait",
  [State.OFFERED]: "wait",
  [State.PARTIALLY_SIGNED]: "wait",
  [State.IN_FORCE]: "ok",
  [State.SUPERSEDED]: "note",
  [State.EXPIRED]: "note",
  [State.TERMINATED]: "stop",
  [State.DECLINED]: "stop",
  [State.WITHDRAWN]: "note",
};

export const signatureKey: Record<SignatureState, Key> = {
  [SignatureState.STATE_UNSPECIFIED]: "sig.to_come",
  [SignatureState.REQUESTED]: "sig.requested",
  [SignatureState.OPENED]: "sig.opened",
  [SignatureState.SIGNED]: "sig.signed",
  [SignatureState.REFUSED]: "sig.refused",
};

export const signatureTone: Record<SignatureState, Tone> = {
  [SignatureState.STATE_UNSPECIFIED]: "note",
  [SignatureState.REQUESTED]: "wait",
  [SignatureState.OPENED]: "wait",
  [SignatureState.SIGNED]: "ok",
  [SignatureState.REFUSED]: "stop",
};

export const stepKey: Record<Step, Key> = {
  [Step.VALIDATION_STEP_UNSPECIFIED]: "step.practice_office",
  [Step.TEACHER]: "step.teacher",
  [Step.PRACTICE_OFFICE]: "step.practice_office",
  [Step.PROGRAMME_MANAGER]: "step.programme_manager",
};

/** Role that gives the check. */
export const stepRole: Record<Step, string> = {
  [Step.VALIDATION_STEP_UNSPECIFIED]: "practice_office",
  [Step.TEACHER]: "teacher",
  [Step.PRACTICE_OFFICE]: "practice_office",
  [Step.PROGRAMME_MANAGER]: "programme_manager",
};

const roleKeys = {
  student: "role.student",
  teacher: "role.teacher",
  practice_office: "role.practice_office",
  workplace_supervisor: "role.workplace_supervisor",
  organisation_contact: "role.organisation_contact",
  examiner: "role.examiner",
  programme_manager: "role.programme_manager",
  panel_member: "role.panel_member",
  institution_admin: "role.institution_admin",
  privacy_officer: "role.privacy_officer",
  service: "role.service",
} as const satisfies Record<string, Key>;

export function roleKey(role: string): Key {
  return Object.hasOwn(roleKeys, role) ? roleKeys[role as keyof typeof roleKeys] : "role.other";
}
