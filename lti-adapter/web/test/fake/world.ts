// A small world for tests and for looking at screens: one school, three triangles and a draft, on 29 September 2026.
import { create, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { SelfSchema, type Self } from "../../src/gen/driehoek/v1/access_pb";
import { AgreementSchema, AgreementVersionSchema, type Agreement, type AgreementVersion } from "../../src/gen/driehoek/v1/agreement_pb";
import { AgreementEventSchema, type AgreementEvent } from "../../src/gen/driehoek/v1/agreement_service_pb";
import { PlacementSchema, type Placement } from "../../src/gen/driehoek/v1/placement_pb";
import { AgreementEvent_Type as What } from "../../src/gen/driehoek/v1/agreement_service_pb";
import { Agreement_Kind as Kind, AgreementVersion_State as State, Basis, BlockerKind, Commitment_Status as Kept, Funding, PartyRole, PlacementForm, PlacementState, SignatureState, Step, Task, Variant } from "../../src/triangle/contract";
import { makeMatching, type MatchingWorld } from "./matching_world";
import { makeScans, type ScanWorld } from "./scan_world";
import { makeWays, type WayWorld } from "./way_routes";
import { makeTasks, type TaskWorld } from "./task_routes";
import { makeProof, type ProofWorld } from "./proof_routes";
import { makeMeetings, type MeetingWorld } from "./check_in_routes";
import { makeMails, type MailWorld } from "./mail_routes";
import { makeRhythm, type RhythmWorld } from "./rhythm_routes";
import { makeSignals, type SignalWorld } from "./signal_routes";
import { makeConflicts, type ConflictWorld } from "./conflict_routes";
import { makeJobs, type JobWorld } from "./job_routes";
import { makeIntents, makeOffers } from "./capacity_world";
import type { CapacityOffer, HostingIntent } from "../../src/gen/driehoek/v1/capacity_pb";
import type { Session } from "../../src/shared/api/session";
import type { Lang } from "../../src/shared/i18n/table";

export const now = () => new Date("2026-09-29T09:12:00+02:00");
export const school = "institutions/waarden";
export const at = (text: string) => timestampFromDate(new Date(text));
export const person = (id: string) => `${school}/persons/${id}`;

/** Fields of a message as plain values. */
type Part<S extends DescMessage> = Exclude<MessageInitShape<S>, { $typeName: string }>;

export interface World {
  agreements: Agreement[];
  placements: Placement[];
  events: AgreementEvent[];
  matching: MatchingWorld;
  scanning: ScanWorld;
  leaving: WayWorld;
  learning: TaskWorld;
  proving: ProofWorld;
  meeting: MeetingWorld;
  mailing: MailWorld;
  rhythm: RhythmWorld;
  noticing: SignalWorld;
  apart: ConflictWorld;
  jobs: JobWorld;
  offers: CapacityOffer[];
  intents: HostingIntent[];
  /** What was asked of the server, in order. */
  calls: { method: string; request: unknown; headers: Headers }[];
}

const names: Record<string, string> = {
  daan: "Daan Verhoeven", karin: "Karin Postma", ingrid: "Ingrid Maas", samira: "Samira Bouzid", marijke: "Marijke de Boer", henk: "Henk Wolters", pim: "Pim Vos", lars: "Lars Smit", bram: "Bram Jacobs", yusuf: "Yusuf Kaya", ahmed: "Ahmed el Idrissi",
};
export const nameOf = (id: string) => names[id] ?? id;

const day = (text: string) => {
  const [year = 0, month = 0, date = 0] = text.split("-").map(Number);
  return { year, month, day: date };
};

const law = (code: string, text: string, source = "WHW 7.7 lid 5") => ({ code, heading: "", text, basis: Basis.LAW, source });
const free = (code: string, text: string) => ({ code, heading: "", text, basis: Basis.FREE, source: "" });

export function clauses() {
  return [
    law("duration", "Van 31 augustus 2026 tot en met 29 januari 2027, 24 uur per week, op maandag, dinsdag en woensdag."),
    free("supervision", "Ingrid Maas begeleidt Daan elke week een uur, op dinsdag. De opleiding belt eens per acht weken."),
    law("outcomes", "Daan leert een installatie ontwerpen en doorrekenen (leeruitkomst 1, 3 en 4).", "WHW 7.7 lid 5 onder a"),
    law("assessment", "De examinator van de opleiding beoordeelt. Ingrid Maas geeft advies met het formulier."),
    free("time_and_space", "Vier uur per week is voor leertaken, in werktijd."),
    law("early_termination", "Elk van de drie kan stoppen met een maand opzegtermijn, na een gesprek met drie."),
  ];
}

export function version(agreement: string, number: number, state: State, who: readonly [string, string, string], signed: number, part: Part<typeof AgreementVersionSchema> = {}): AgreementVersion {
  const roles = [PartyRole.STUDENT, PartyRole.PROGRAMME, PartyRole.WORKPLACE] as const;
  return create(AgreementVersionSchema, {
    name: `${agreement}/versions/${number}`, number, state, startDate: day("2026-08-31"), endDate: day("2027-01-29"), weeklyHours: 24,
    parties: roles.map((role, index) => ({ role, person: person(who[index] ?? ""), displayName: nameOf(who[index] ?? ""), capacity: role === PartyRole.WORKPLACE ? "praktijkbegeleider" : "", organisationName: "" })),
    clauses: clauses(),
    commitments: [
      { id: "uur", owner: PartyRole.WORKPLACE, text: "Ingrid maakt tijd voor Daan", measure: "elke week een uur", views: state === State.IN_FORCE ? [{ partyRole: PartyRole.STUDENT, status: Kept.AT_RISK, note: "Twee weken ging het niet door." }, { partyRole: PartyRole.WORKPLACE, status: Kept.KEPT, note: "" }] : [] },
      { id: "bel", owner: PartyRole.PROGRAMME, text: "De opleiding belt de werkplek", measure: "eens per acht weken" },
      { id: "log", owner: PartyRole.STUDENT, text: "Daan houdt een logboek bij", measure: "elke vrijdag een halve bladzijde" },
    ],
    responsibilities: {
      rows: [{ task: Task.FIND, partyRole: PartyRole.STUDENT }, { task: Task.ARRANGE, partyRole: PartyRole.PROGRAMME }, { task: Task.CONTACT, partyRole: PartyRole.PROGRAMME }, { task: Task.DECIDE, partyRole: PartyRole.PROGRAMME }, { task: Task.PAY_TIME, partyRole: PartyRole.WORKPLACE }],
      acceptances: roles.slice(0, signed).map((partyRole) => ({ partyRole, acceptTime: at("2026-09-28T08:51:00+02:00") })),
    },
    signatures: state >= State.OFFERED && state <= State.IN_FORCE
      ? roles.map((partyRole, index) => ({ partyRole, person: person(who[index] ?? ""), displayName: nameOf(who[index] ?? ""), state: index < signed ? SignatureState.SIGNED : SignatureState.REQUESTED, updateTime: at(index < signed ? "2026-09-28T16:20:00+02:00" : "2026-09-29T08:00:00+02:00") }))
      : [],
    documentHash: state >= State.OFFERED ? "5f1d0c6b".repeat(8) : "",
    createTime: at("2026-08-20T10:00:00+02:00"),
    ...(state >= State.OFFERED && { offerTime: at("2026-09-25T10:00:00+02:00") }),
    ...(state === State.IN_FORCE && { inForceTime: at("2026-09-07T10:00:00+02:00") }),
    ...part,
  });
}

export function agreement(id: string, student: string, variant: Variant, part: Part<typeof AgreementSchema>, organisation = "Van Leeuwen Installatietechniek", programme = "Ad Engineering"): Agreement {
  return create(AgreementSchema, {
    name: `${school}/agreements/${id}`, placement: `${school}/placements/${id}`, student: person(student), variant, funding: Funding.FUNDED,
    kind: variant === Variant.DUAL ? Kind.TRIPARTITE_AGREEMENT : variant === Variant.PART_TIME ? Kind.PRACTICE_AGREEMENT : Kind.INTERNSHIP_AGREEMENT,
    languageCode: "nl", dueDate: day("2026-10-02"), createTime: at("2026-08-20T10:00:00+02:00"), updateTime: at("2026-09-28T16:20:00+02:00"), etag: "e1",
    labels: { student: nameOf(student), programme, organisation, contactPerson: nameOf("marijke"), institution: "Hogeschool De Waarden" },
    ...part,
  });
}

export function placement(id: string, student: string, variant: Variant, state: PlacementState, part: Part<typeof PlacementSchema> = {}, organisation = "Van Leeuwen Installatietechniek", programme = "Ad Engineering"): Placement {
  return create(PlacementSchema, {
    name: `${school}/placements/${id}`, student: person(student), enrolment: `${school}/enrolments/${id}`, variant, funding: Funding.FUNDED, form: PlacementForm.DUAL_POST,
    workplace: organisation === "" ? "" : `${school}/organisations/vl/workplaces/1`, supervisor: organisation === "" ? "" : `${school}/organisations/vl/supervisors/ingrid`,
    startDate: day("2026-08-31"), endDate: day("2027-01-29"), weeklyHours: 24, state, etag: "p1", phase: 1,
    labels: { student: nameOf(student), programme, organisation, workplace: "Projecten", supervisor: nameOf("ingrid"), contactPerson: nameOf("marijke") },
    ...part,
  });
}

const daan = `${school}/agreements/daan`;
const samira = `${school}/agreements/samira`;
const pim = `${school}/agreements/pim`;

export function makeWorld(): World {
  const people = ["daan", "karin", "ingrid"] as const;
  return {
    calls: [],
    matching: makeMatching(),
    scanning: makeScans(),
    learning: makeTasks(),
    proving: makeProof(),
    meeting: makeMeetings(),
    mailing: makeMails(),
    rhythm: makeRhythm(),
    noticing: makeSignals(),
    apart: makeConflicts(),
    jobs: makeJobs(),
    leaving: makeWays(),
    offers: makeOffers(),
    intents: makeIntents(),
    agreements: [
      agreement("daan", "daan", Variant.DUAL, {
        state: State.PARTIALLY_SIGNED, inForce: version(daan, 1, State.IN_FORCE, people, 3),
        proposal: version(daan, 2, State.PARTIALLY_SIGNED, people, 2, { amendment: { kind: 4, reason: "De begeleiding wordt elke week.", requestedBy: PartyRole.PROGRAMME, changedClauses: ["supervision"] } }),
      }),
      agreement("samira", "samira", Variant.PART_TIME, {
        state: State.DRAFT, dueDate: day("2026-10-05"),
        proposal: version(samira, 1, State.DRAFT, ["samira", "marijke", "henk"], 0, {
          clauses: clauses().map((clause) => (clause.code === "assessment" ? { ...clause, text: "" } : clause)),
          missingClauses: [{ code: "assessment", basis: Basis.LAW, source: "WHW 7.7 lid 5" }, { code: "expectations", basis: Basis.POLICY }],
        }),
      }, "Zorggroep De Linden", "Ad Management in de Zorg"),
      agreement("pim", "pim", Variant.FULL_TIME, { state: State.IN_REVIEW, dueDate: day("2026-08-31"), overdueTime: at("2026-09-01T00:10:00+02:00"), proposal: version(pim, 1, State.IN_REVIEW, ["pim", "marijke", "henk"], 0, {
        validations: [{ step: Step.PRACTICE_OFFICE }],
      }) }, "Aannemer Kuipers", "Ad Bouwkunde"),
    ],
    placements: [
      placement("daan", "daan", Variant.DUAL, PlacementState.ACTIVE),
      placement("samira", "samira", Variant.PART_TIME, PlacementState.CONFIRMED, { form: PlacementForm.OWN_WORKPLACE, startDate: day("2026-10-05"), blockers: [{ kind: BlockerKind.AGREEMENT_NOT_IN_FORCE }, { kind: BlockerKind.CLAUSE_MISSING, detail: "assessment" }] }, "Zorggroep De Linden", "Ad Management in de Zorg"),
      placement("pim", "pim", Variant.FULL_TIME, PlacementState.CONFIRMED, { form: PlacementForm.INTERNSHIP }, "Aannemer Kuipers", "Ad Bouwkunde"),
      placement("lars", "lars", Variant.PART_TIME, PlacementState.CONFIRMED, { funding: Funding.NON_FUNDED, startDate: day("2026-10-01"), blockers: [{ kind: BlockerKind.CONTACT_PERSON_MISSING }], labels: { student: nameOf("lars"), programme: "Ad Bouwkunde", organisation: "Gemeente Tiel", supervisor: "Anne Vis" } }, "Gemeente Tiel", "Ad Bouwkunde"),
      placement("bram", "bram", Variant.PART_TIME, PlacementState.SEARCHING, { startDate: day("2026-09-07"), form: PlacementForm.INTERNSHIP }, "", "Ad Bouwkunde"),
    ],
    events: [
      create(AgreementEventSchema, { type: What.SIGNING_REFUSED, version: 2, eventTime: at("2026-09-29T08:30:00+02:00"), actor: "Joke van HR", partyRole: PartyRole.WORKPLACE, note: "Ingrid Maas" }),
      create(AgreementEventSchema, { type: What.SIGNED, version: 2, eventTime: at("2026-09-28T16:20:00+02:00"), actor: "Karin Postma", partyRole: PartyRole.PROGRAMME }),
      create(AgreementEventSchema, { type: What.SIGNED, version: 2, eventTime: at("2026-09-28T08:51:00+02:00"), actor: "Daan Verhoeven", partyRole: PartyRole.STUDENT }),
      create(AgreementEventSchema, { type: What.OFFERED, version: 2, eventTime: at("2026-09-25T10:00:00+02:00"), actor: "Praktijkbureau" }),
    ],
  };
}

export function self(id: string, role: string, roles: string[] = [role]): Self {
  const guest = role === "workplace_supervisor";
  return create(SelfSchema, {
    person: { name: person(id), displayName: nameOf(id), givenName: nameOf(id).split(" ")[0] ?? "" },
    institution: { name: school, displayName: "Hogeschool De Waarden", timeZone: "Europe/Amsterdam", languageCode: "nl" },
    role, roles,
    ...(guest && { guestGrant: { name: `${school}/guestGrants/${id}`, person: person(id), state: 2, expireTime: at("2027-02-26T10:00:00+01:00") }, maskedAddress: "i.m•••@vanleeuwen.nl" }),
  });
}

export function session(id: string, role: string, locale: Lang = "nl", roles: string[] = [role]): Session {
  return {
    kind: role === "workplace_supervisor" ? "guest" : "lms", token: "token-1", role, firstRole: role, roles, institution: "waarden", locale, course: "",
    selves: { waarden: self(id, role, roles) },
  };
}
