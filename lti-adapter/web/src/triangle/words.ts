// Values of the contract as keys of the string tables.
import { Agreement_Kind, AgreementVersion_Amendment_Kind as AmendmentKind, AgreementVersion_State as State, AgreementEventType, Basis, Commitment_Status as Kept, PartyRole, Step, Task, Variant, Funding, PlacementForm, PlacementState, SignatureState, BlockerKind } from "./contract";
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

export const basisKey: Record<Basis, Key | undefined> = {
  [Basis.BASIS_UNSPECIFIED]: undefined,
  [Basis.LAW]: "basis.law",
  [Basis.POLICY]: "basis.policy",
  [Basis.FREE]: undefined,
};

export const taskKey: Record<Task, Key> = {
  [Task.TASK_UNSPECIFIED]: "task.find",
  [Task.FIND]: "task.find",
  [Task.ARRANGE]: "task.arrange",
  [Task.CONTACT]: "task.contact",
  [Task.DECIDE]: "task.decide",
  [Task.PAY_TIME]: "task.pay_time",
};

export const tasks = [Task.FIND, Task.ARRANGE, Task.CONTACT, Task.DECIDE, Task.PAY_TIME] as const;

export const keptKey: Record<Kept, Key> = {
  [Kept.STATUS_UNSPECIFIED]: "kept.none",
  [Kept.KEPT]: "kept.kept",
  [Kept.AT_RISK]: "kept.at_risk",
  [Kept.BROKEN]: "kept.broken",
};

export const keptTone: Record<Kept, Tone> = {
  [Kept.STATUS_UNSPECIFIED]: "note",
  [Kept.KEPT]: "ok",
  [Kept.AT_RISK]: "warn",
  [Kept.BROKEN]: "stop",
};

export const amendmentKey: Record<AmendmentKind, Key> = {
  [AmendmentKind.KIND_UNSPECIFIED]: "amend.tasks",
  [AmendmentKind.PERIOD]: "amend.period",
  [AmendmentKind.PLACE]: "amend.place",
  [AmendmentKind.SUPERVISOR]: "amend.supervisor",
  [AmendmentKind.TASKS]: "amend.tasks",
  [AmendmentKind.INTERRUPTION]: "amend.interruption",
  [AmendmentKind.TERMINATION]: "amend.termination",
};

export const amendments = [AmendmentKind.PERIOD, AmendmentKind.PLACE, AmendmentKind.SUPERVISOR, AmendmentKind.TASKS, AmendmentKind.INTERRUPTION, AmendmentKind.TERMINATION] as const;

export const eventKey: Record<AgreementEventType, Key> = {
  [AgreementEventType.TYPE_UNSPECIFIED]: "ev.changed",
  [AgreementEventType.DRAFTED]: "ev.drafted",
  [AgreementEventType.CHANGED]: "ev.changed",
  [AgreementEventType.SUBMITTED]: "ev.submitted",
  [AgreementEventType.VALIDATED]: "ev.validated",
  [AgreementEventType.RETURNED]: "ev.returned",
  [AgreementEventType.OFFERED]: "ev.offered",
  [AgreementEventType.OPENED]: "ev.opened",
  [AgreementEventType.SIGNED]: "ev.signed",
  [AgreementEventType.IN_FORCE]: "ev.in_force",
  [AgreementEventType.DECLINED]: "ev.declined",
  [AgreementEventType.WITHDRAWN]: "ev.withdrawn",
  [AgreementEventType.TERMINATED]: "ev.terminated",
  [AgreementEventType.SUPERSEDED]: "ev.superseded",
  [AgreementEventType.EXPIRED]: "ev.expired",
  [AgreementEventType.END_REQUESTED]: "ev.end_requested",
  [AgreementEventType.COMMITMENT_MARKED]: "ev.commitment",
  [AgreementEventType.RESPONSIBILITIES_ACCEPTED]: "ev.accepted",
  [AgreementEventType.SIGNING_REFUSED]: "ev.refused",
  [AgreementEventType.OVERDUE]: "ev.overdue",
};

export const formKey: Record<PlacementForm, Key> = {
  [PlacementForm.FORM_UNSPECIFIED]: "form.internship",
  [PlacementForm.INTERNSHIP]: "form.internship",
  [PlacementForm.RIBBON_INTERNSHIP]: "form.ribbon",
  [PlacementForm.GRADUATION_INTERNSHIP]: "form.graduation",
  [PlacementForm.OWN_WORKPLACE]: "form.own_workplace",
  [PlacementForm.DUAL_POST]: "form.dual_post",
  [PlacementForm.IN_COMPANY]: "form.in_company",
  [PlacementForm.SHORT_ASSIGNMENT]: "form.short",
  [PlacementForm.SCHOOL_PROJECT]: "form.school",
  [PlacementForm.OWN_BUSINESS]: "form.own_business",
};

export const placementKey: Record<PlacementState, Key> = {
  [PlacementState.STATE_UNSPECIFIED]: "st.unknown",
  [PlacementState.SEARCHING]: "pl.searching",
  [PlacementState.PROPOSED]: "pl.proposed",
  [PlacementState.SCREENED]: "pl.screened",
  [PlacementState.CONFIRMED]: "pl.confirmed",
  [PlacementState.READY]: "pl.ready",
  [PlacementState.ACTIVE]: "pl.active",
  [PlacementState.PAUSED]: "pl.paused",
  [PlacementState.FINISHING]: "pl.finishing",
  [PlacementState.COMPLETED]: "pl.completed",
  [PlacementState.ENDED_EARLY]: "pl.ended_early",
};

export const blockerKey: Record<BlockerKind, Key> = {
  [BlockerKind.KIND_UNSPECIFIED]: "st.unknown",
  [BlockerKind.AGREEMENT_NOT_IN_FORCE]: "block.agreement",
  [BlockerKind.CLAUSE_MISSING]: "block.clause",
  [BlockerKind.CONTACT_PERSON_MISSING]: "block.contact",
  [BlockerKind.RESPONSIBILITIES_NOT_ACCEPTED]: "block.responsibilities",
  [BlockerKind.NOT_STARTED_YET]: "block.not_started",
  [BlockerKind.SUPERVISOR_MISSING]: "block.supervisor",
  [BlockerKind.SCAN_MISSING]: "block.scan_missing",
  [BlockerKind.SCAN_UNFIT]: "block.scan_unfit",
  [BlockerKind.SCAN_EXPIRED]: "block.scan_expired",
};

const clauseKeys = {
  duration: "clause.duration",
  supervision: "clause.supervision",
  outcomes: "clause.outcomes",
  assessment: "clause.assessment",
  time_and_space: "clause.time_and_space",
  early_termination: "clause.early_termination",
  activities: "clause.activities",
  contact: "clause.contact",
  expectations: "clause.expectations",
  confidentiality: "clause.confidentiality",
  insurance: "clause.insurance",
  remuneration: "clause.remuneration",
  parties: "clause.parties",
  period: "clause.period",
  commitments: "clause.commitments",
  responsibilities: "clause.responsibilities",
} as const satisfies Record<string, Key>;

export type ClauseCode = keyof typeof clauseKeys;

export function clauseKey(code: string): Key | undefined {
  return Object.hasOwn(clauseKeys, code) ? clauseKeys[code as ClauseCode] : undefined;
}

const exampleKeys: Partial<Record<ClauseCode, Key>> = {
  duration: "example.duration",
  supervision: "example.supervision",
  outcomes: "example.outcomes",
  assessment: "example.assessment",
  time_and_space: "example.time_and_space",
  early_termination: "example.early_termination",
  activities: "example.activities",
  contact: "example.contact",
  expectations: "example.expectations",
};

export function exampleKey(code: string): Key | undefined {
  return Object.hasOwn(exampleKeys, code) ? exampleKeys[code as ClauseCode] : undefined;
}

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
