// Evidence and assessments in memory: as much of the rules as the screens need. Empty until a test puts something in.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { AssessmentSchema, Assessment_Input as Input, Assessment_JudgementSchema as JudgementSchema, Assessment_State as AssessmentState, type Assessment } from "../../src/gen/driehoek/v1/assessment_pb";
import { AssessmentService } from "../../src/gen/driehoek/v1/assessment_service_pb";
import { EvidenceItemSchema, EvidenceItem_Confirmation_Kind as Kind, EvidenceItem_State as State, type EvidenceItem } from "../../src/gen/driehoek/v1/evidence_pb";
import { EvidenceService } from "../../src/gen/driehoek/v1/evidence_service_pb";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const at = (text: string) => timestampFromDate(new Date(text));
type ItemInit = Exclude<MessageInitShape<typeof EvidenceItemSchema>, { $typeName: string }>;
type AssessmentInit = Exclude<MessageInitShape<typeof AssessmentSchema>, { $typeName: string }>;

export interface ProofWorld {
  items: EvidenceItem[];
  assessments: Assessment[];
}

export function makeProof(): ProofWorld {
  return { items: [], assessments: [] };
}

const students: Record<string, string> = { daan: "Daan Verhoeven", samira: "Samira Bouzid" };

/** An item of Daan's placement with one version of text. */
export function item(id: string, title: string, state: State, part: ItemInit = {}, student = "daan"): EvidenceItem {
  return create(EvidenceItemSchema, {
    name: `${school}/evidenceItems/${id}`, placement: `${school}/placements/${student}`, student: `${school}/persons/${student}`, title, state, version: 1, etag: "v1",
    outcomeCodes: state === State.ADDED ? [] : ["LU1"], organisation: `${school}/organisations/vl`, organisationVerified: true,
    labels: { student: students[student] ?? student, programme: "Ad Engineering", organisation: "Van Leeuwen Installatietechniek", supervisor: "Ingrid Maas" },
    versions: [{
      version: 1, content: { kind: { case: "text", value: `Wat ik deed: ${title}` } }, createTime: at("2026-09-20T10:00:00+02:00"),
      ...(state === State.CONFIRMATION_REQUESTED && { request: { requestTime: at("2026-09-25T10:00:00+02:00"), dueDate: { year: 2027, month: 2, day: 26 } } }),
      ...(state === State.CONFIRMED && { confirmation: { kind: Kind.CONFIRMED, confirmTime: at("2026-09-26T10:00:00+02:00") } }),
      ...(state === State.DISPUTED && { confirmation: { kind: Kind.DISPUTED, reason: "Dat was ergens anders" } }),
    }],
    ...part,
  });
}

export function assessment(state: AssessmentState, part: AssessmentInit = {}): Assessment {
  return create(AssessmentSchema, {
    name: `${school}/assessments/daan`, placement: `${school}/placements/daan`, student: `${school}/persons/daan`, examiner: `${school}/persons/karin`, state, etag: "a1",
    missingInputs: state === AssessmentState.OPEN ? [Input.PRODUCT, Input.REFLECTION, Input.PROOF_OF_COMPETENCE, Input.TALK, Input.ADVICE] : [],
    labels: { student: "Daan Verhoeven", programme: "Ad Engineering", organisation: "Van Leeuwen Installatietechniek", supervisor: "Ingrid Maas", examiner: "Karin Postma", contactPerson: "Marijke de Boer" },
    ...part,
  });
}

const outcomes = [["LU1", "Zorgproces in beeld"], ["LU2", "Werken met gegevens"]] as const;

function evidenceRoutes(router: ConnectRouter, world: ProofWorld): void {
  const named = (name: string, etag?: string) => {
    const found = world.items.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (etag !== undefined && etag !== found.etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return found;
  };
  const changed = (found: EvidenceItem, state: State) => structuredClone(Object.assign(found, { state, etag: `${found.etag}+` }));
  const of = (placement: string) => world.items.filter((one) => one.placement === placement && one.state !== State.ARCHIVED);
  const sizes = new Map<string, number>();
  router.service(EvidenceService, {
    listEvidenceItems: ({ placement, states }) => ({ evidenceItems: structuredClone(world.items.filter((one) => (placement === "" || one.placement === placement) && (states.length === 0 || states.includes(one.state)))) }),
    getOutcomeProgress: ({ name }) => ({ name, rows: outcomes.map(([outcomeCode, outcomeTitle]) => {
      const shown = of(name.replace("/outcomeProgress", "")).filter(({ outcomeCodes }) => outcomeCodes.includes(outcomeCode));
      const count = (...states: State[]) => shown.filter(({ state }) => states.includes(state)).length;
      return { outcomeCode, outcomeTitle, confirmedCount: count(State.CONFIRMED, State.USED), requestedCount: count(State.CONFIRMATION_REQUESTED), linkedCount: count(State.LINKED), unverifiedCount: count(State.UNVERIFIED), disputedCount: count(State.DISPUTED), taskCount: 2, closedTaskCount: 1 };
    }) }),
    getEvidenceProfile: ({ name }) => ({ name, itemCount: of(name.replace("/evidenceProfile", "")).length, scores: [1, 2, 3, 4, 5].map((criterion) => ({ criterion, have: 1, outOf: 3, percent: 33 })) }),
    createEvidenceItem: ({ evidenceItem, content }) => {
      const codes = evidenceItem?.outcomeCodes ?? [];
      const made = item(`new-${world.items.length}`, evidenceItem?.title ?? "", codes.length > 0 ? State.LINKED : State.ADDED, { outcomeCodes: codes });
      if (content && made.versions[0]) made.versions[0].content = content;
      world.items.unshift(made);
      return structuredClone(made);
    },
    requestEvidenceConfirmations: ({ items }) => ({ evidenceItems: items.map(({ name, etag }) => changed(named(name, etag), State.CONFIRMATION_REQUESTED)) }),
    confirmEvidenceItems: ({ items }) => ({ evidenceItems: items.map(({ name, etag }) => changed(named(name, etag), State.CONFIRMED)) }),
    disputeEvidenceItem: ({ name, etag }) => changed(named(name, etag), State.DISPUTED),
    archiveEvidenceItem: ({ name, etag }) => changed(named(name, etag), State.ARCHIVED),
    beginEvidenceUpload: ({ evidenceUpload }) => {
      const name = `${school}/evidenceUploads/${evidenceUpload?.fileName ?? ""}`;
      sizes.set(name, 0);
      return { name, receivedBytes: 0n };
    },
    writeEvidenceUploadChunk: ({ name, data }) => {
      sizes.set(name, (sizes.get(name) ?? 0) + data.length);
      return { name, receivedBytes: BigInt(sizes.get(name) ?? 0) };
    },
    finishEvidenceUpload: ({ name }) => {
      if (name.endsWith(".html")) throw refuse(Code.InvalidArgument, "FILE_TYPE_REFUSED");
      return { name };
    },
    exportEvidence: () => ({ fileName: "bewijs.zip", sizeBytes: 2n, nextOffset: 2n, data: new Uint8Array([80, 75]), etag: "z1" }),
  });
}

function assessmentRoutes(router: ConnectRouter, world: ProofWorld): void {
  const named = (name: string, etag?: string) => {
    const found = world.assessments.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (etag !== undefined && etag !== found.etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return found;
  };
  const changed = (found: Assessment, part: Partial<Assessment>) => structuredClone(Object.assign(found, part, { etag: `${found.etag}+` }));
  const came = (found: Assessment, input: Input, part: Partial<Assessment>) => {
    const missingInputs = found.missingInputs.filter((one) => one !== input);
    return changed(found, { ...part, missingInputs, state: missingInputs.length === 0 ? AssessmentState.INPUTS_COMPLETE : AssessmentState.OPEN });
  };
  router.service(AssessmentService, {
    listAssessments: () => ({ assessments: structuredClone(world.assessments) }),
    getAssessment: ({ name }) => structuredClone(named(name)),
    createAssessment: ({ assessment: draft }) => {
      if (draft?.examiner.endsWith("/ingrid") && draft.recognition === undefined) throw refuse(Code.FailedPrecondition, "EXAMINER_IS_SUPERVISOR");
      const made = assessment(AssessmentState.OPEN, { examiner: draft?.examiner ?? "" });
      world.assessments.unshift(made);
      return structuredClone(made);
    },
    giveAssessmentAdvice: ({ name, etag, advice }) => came(named(name, etag), Input.ADVICE, advice ? { advice } : {}),
    writeReflection: ({ name, etag, text }) => came(named(name, etag), Input.REFLECTION, { reflection: create(AssessmentSchema, { reflection: { text } }).reflection }),
    submitAssessmentProduct: ({ name, etag, product }) => came(named(name, etag), Input.PRODUCT, product ? { product } : {}),
    judgeAssessment: ({ name, etag, outcomes: judged, finalMarkTenths, reason }) => changed(named(name, etag), { state: AssessmentState.JUDGED, judgements: [create(JudgementSchema, { version: 1, outcomes: judged, finalMarkTenths, reason, judgeTime: at("2026-09-29T09:00:00+02:00") })] }),
    publishAssessment: ({ name, etag }) => {
      const found = named(name, etag);
      const publishTime = at("2026-09-29T09:10:00+02:00");
      return changed(found, { state: AssessmentState.PUBLISHED, publishTime, publishedVersion: 1, judgements: found.judgements.map((one) => Object.assign(one, { publishTime })), appealUntilDate: create(AssessmentSchema, { appealUntilDate: { year: 2026, month: 10, day: 13 } }).appealUntilDate });
    },
    appealAssessment: ({ name, etag, grounds }) => changed(named(name, etag), { state: AssessmentState.APPEALED, appeals: create(AssessmentSchema, { appeals: [{ number: 1, judgementVersion: 1, grounds }] }).appeals }),
    decideAppeal: ({ name, etag }) => changed(named(name, etag), { state: AssessmentState.JUDGED }),
  });
}

export function proofRoutes(router: ConnectRouter, world: ProofWorld): void {
  evidenceRoutes(router, world);
  assessmentRoutes(router, world);
}
