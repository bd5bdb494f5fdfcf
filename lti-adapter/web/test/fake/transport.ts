// A server in memory behind the real clients: it follows the contract's states and reasons as far as the screens need.
import { create } from "@bufbuild/protobuf";
import { Code, type ConnectError, createRouterTransport, type ConnectRouter, type HandlerContext, type Interceptor, type Transport } from "@connectrpc/connect";
import { AccessService } from "../../src/gen/driehoek/v1/access_service_pb";
import { AgreementVersionSchema, type Agreement } from "../../src/gen/driehoek/v1/agreement_pb";
import { AgreementService as AgreementReads } from "../../src/gen/driehoek/v1/agreement_read_pb";
import { AgreementService, TextPiece_Change as Change } from "../../src/gen/driehoek/v1/agreement_service_pb";
import { DirectoryService } from "../../src/gen/driehoek/v1/directory_service_pb";
import { PlacementService } from "../../src/gen/driehoek/v1/placement_service_pb";
import { AgreementVersion_State as State, PartyRole, SignatureState, Step } from "../../src/triangle/contract";
import { sessionInterceptor } from "../../src/shared/api/client";
import { firstAnswersInterceptor, type FirstAnswer } from "../../src/shared/api/first_answers";
import type { SessionStore } from "../../src/shared/api/session";
import { agreement as makeAgreement, at, nameOf, person, school, self, version, type World } from "./world";
import { Variant } from "../../src/triangle/contract";
import { capacityRoutes } from "./capacity_routes";
import { registerRoutes } from "./register_routes";
import { matchingRoutes } from "./matching_routes";
import { studentName } from "./matching_world";
import { refuse } from "./refuse";
import { scanRoutes } from "./scan_routes";
import { wayRoutes } from "./way_routes";
import { taskRoutes } from "./task_routes";
import { proofRoutes } from "./proof_routes";
import { checkInRoutes } from "./check_in_routes";
import { mailRoutes } from "./mail_routes";
import { rhythmRoutes } from "./rhythm_routes";
import { signalRoutes } from "./signal_routes";
import { jobRoutes } from "./job_routes";
import { conflictRoutes } from "./conflict_routes";

export { refuse } from "./refuse";

/** The right code in this world. */
export const goodCode = "482913";

function find(world: World, name: string): Agreement {
  const found = world.agreements.find((agreement) => name === agreement.name || name.startsWith(`${agreement.name}/`));
  if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
  return found;
}

function guard(agreement: Agreement, etag: string): void {
  if (etag !== agreement.etag) throw refuse(Code.Aborted, "STALE_ETAG");
}

function touch(agreement: Agreement): Agreement {
  agreement.etag = `e${Number(agreement.etag.slice(1)) + 1}`;
  return structuredClone(agreement);
}

function proposal(agreement: Agreement) {
  const found = agreement.proposal;
  if (found === undefined) throw refuse(Code.FailedPrecondition, "VERSION_NOT_DRAFT");
  return found;
}

function move(agreement: Agreement, state: State): Agreement {
  proposal(agreement).state = state;
  agreement.state = state;
  return touch(agreement);
}

function agreementRoutes(router: ConnectRouter, world: World, who: () => string): void {
  let tries = 5;
  const getAgreement = ({ name }: { name: string }) => structuredClone(find(world, name));
  router.service(AgreementReads, { getAgreement, listAgreements: () => ({ agreements: structuredClone(world.agreements) }) });
  router.service(AgreementService, {
    getAgreement,
    createAgreement: ({ agreement }) => {
      const id = agreement?.placement.split("/").pop() ?? "";
      const made = makeAgreement(`${id}-new`, id, Variant.PART_TIME, { placement: agreement?.placement ?? "", state: State.DRAFT });
      made.proposal = version(made.name, 1, State.DRAFT, [id, "marijke", "henk"], 0);
      world.agreements.push(made);
      return structuredClone(made);
    },
    updateAgreementDraft: ({ name, draft, updateMask, etag }) => {
      const agreement = find(world, name);
      guard(agreement, etag);
      const current = proposal(agreement);
      if (updateMask?.paths.includes("clauses") && draft) {
        current.clauses = draft.clauses;
        current.missingClauses = current.missingClauses.filter((missing) => !draft.clauses.some((clause) => clause.code === missing.code && clause.text.trim() !== ""));
      }
      if (updateMask?.paths.includes("commitments") && draft) current.commitments = draft.commitments.map((one, index) => ({ ...one, id: one.id || `new-${index}` }));
      if (updateMask?.paths.includes("weekly_hours") && draft) current.weeklyHours = draft.weeklyHours;
      return touch(agreement);
    },
    submitAgreement: ({ name, etag }) => {
      const agreement = find(world, name);
      guard(agreement, etag);
      if (proposal(agreement).missingClauses.length > 0) throw refuse(Code.FailedPrecondition, "CLAUSES_MISSING", { clauses: "assessment" });
      proposal(agreement).validations = create(AgreementVersionSchema, { validations: [{ step: Step.PRACTICE_OFFICE }] }).validations;
      return move(agreement, State.IN_REVIEW);
    },
    validateAgreement: ({ name, etag }) => {
      const agreement = find(world, name);
      guard(agreement, etag);
      const current = proposal(agreement);
      current.signatures = version(agreement.name, 1, State.OFFERED, ["pim", "marijke", "henk"], 0).signatures;
      return move(agreement, State.OFFERED);
    },
    returnAgreement: ({ name }) => move(find(world, name), State.DRAFT),
    acceptResponsibilities: ({ name }) => touch(find(world, name)),
    getSigningDocument: ({ name }) => ({ version: name, text: "ONDERWIJSARBEIDSOVEREENKOMST\n\n1. Duur\nVan 31 augustus 2026 tot en met 29 januari 2027.\n\n2. Begeleiding\nElke week een uur, op dinsdag.", documentHash: "5f1d0c6b".repeat(8), consent: "Ik las versie 2 en ga akkoord. Ik mag dit namens Van Leeuwen afspreken." }),
    requestSigningCode: ({ name }) => {
      const asked = proposal(find(world, name)).signatures.find((signature) => signature.person === person(who()));
      if (asked === undefined) throw refuse(Code.PermissionDenied, "WRONG_SIGNER", { signer: "Ingrid Maas" });
      return { maskedAddress: "i.m•••@vanleeuwen.nl", expireTime: at("2026-09-29T09:22:00+02:00"), resendTime: at("2026-09-29T09:12:30+02:00") };
    },
    signAgreement: ({ name, code, documentHash, etag }) => {
      const agreement = find(world, name);
      const current = proposal(agreement);
      if (documentHash !== current.documentHash) throw refuse(Code.Aborted, "STALE_VERSION");
      guard(agreement, etag);
      if (code.replace(/ /g, "") !== goodCode) throw refuse(Code.FailedPrecondition, "CODE_WRONG", { tries_left: String((tries -= 1)) });
      const own = current.signatures.find((signature) => signature.person === person(who()));
      if (own) own.state = SignatureState.SIGNED;
      if (current.signatures.every((signature) => signature.state === SignatureState.SIGNED)) {
        current.state = State.IN_FORCE;
        agreement.state = State.IN_FORCE;
        agreement.inForce = current;
        delete agreement.proposal;
      }
      return touch(agreement);
    },
    declineAgreement: ({ name, reason }) => {
      const agreement = find(world, name);
      proposal(agreement).ending = create(AgreementVersionSchema, { ending: { reason, displayName: nameOf(who()) } }).ending;
      return move(agreement, State.DECLINED);
    },
    withdrawAgreement: ({ name }) => move(find(world, name), State.WITHDRAWN),
    requestAgreementEnd: ({ name }) => touch(find(world, name)),
    terminateAgreement: ({ name }) => touch(find(world, name)),
    amendAgreement: ({ name }) => {
      const agreement = find(world, name);
      agreement.proposal = version(agreement.name, 3, State.DRAFT, ["daan", "karin", "ingrid"], 0);
      return move(agreement, State.DRAFT);
    },
    markCommitment: ({ name, commitment, status, note }) => {
      const agreement = find(world, name);
      const found = agreement.inForce?.commitments.find((one) => one.id === commitment);
      const side = agreement.inForce?.parties.find((party) => party.person === person(who()))?.role ?? PartyRole.STUDENT;
      if (found) {
        const views = create(AgreementVersionSchema, { commitments: [{ views: [{ partyRole: side, status, note }] }] }).commitments[0]?.views ?? [];
        found.views = [...found.views.filter((view) => view.partyRole !== side), ...views];
      }
      return touch(agreement);
    },
    compareAgreementVersions: () => ({ differences: [{ code: "supervision", heading: "Begeleiding", pieces: [
      { change: Change.SAME, text: "Ingrid Maas begeleidt Daan " }, { change: Change.DELETED, text: "eens per twee weken een half uur" }, { change: Change.INSERTED, text: "elke week een uur, op dinsdag" }, { change: Change.SAME, text: ". De opleiding belt eens per acht weken." },
    ] }] }),
    listAgreementEvents: () => ({ events: world.events }),
    downloadAgreement: () => ({ pdf: new TextEncoder().encode("%PDF-1.7"), fileName: "overeenkomst.pdf" }),
    createFrameworkAgreement: ({ frameworkAgreement }) => frameworkAgreement ?? {},
    listFrameworkAgreements: () => ({ frameworkAgreements: [{ name: `${school}/frameworkAgreements/1`, text: "Vier plekken per jaar voor Ad Engineering.", startDate: { year: 2026, month: 1, day: 1 }, endDate: { year: 2028, month: 12, day: 31 } }] }),
  });
}

/** The students of the rounds, by number. */
const many = Array.from({ length: 66 }, (_, index) => index);

function otherRoutes(router: ConnectRouter, world: World, who: () => string): void {
  router.service(PlacementService, {
    listPlacements: () => ({ placements: structuredClone(world.placements) }),
    getPlacement: ({ name }) => structuredClone(world.placements.find((one) => one.name === name) ?? {}),
    createPlacement: ({ placement }) => placement ?? {},
    updatePlacement: ({ placement }) => placement ?? {},
  });
  router.service(DirectoryService, {
    getPerson: ({ name }) => ({ name, displayName: nameOf(name.split("/").pop() ?? "") }),
    listProgrammes: () => ({ programmes: [
      { name: `${school}/programmes/eng`, displayName: "Ad Engineering", level: 5 },
      { name: `${school}/programmes/zorg`, displayName: "Ad Management in de Zorg", level: 5 },
    ] }),
    listOrganisations: () => ({ organisations: [
      { name: `${school}/organisations/vl`, displayName: "Van Leeuwen Installatietechniek", kvkNumber: "12345678", verifyTime: at("2026-03-01T10:00:00+01:00"), relationType: 1, sector: "techniek" },
      { name: `${school}/organisations/tiel`, displayName: "Gemeente Tiel", kvkNumber: "87654321", relationType: 2, sector: "overheid" },
    ] }),
    getOrganisation: ({ name }) => ({ name, displayName: "Van Leeuwen Installatietechniek", kvkNumber: "12345678", relationType: 1 }),
    listPersons: () => ({ persons: [...["daan", "karin", "ingrid", "marijke", "lars"].map((id) => ({ name: person(id), displayName: nameOf(id) })), ...many.map((index) => ({ name: person(`s${index + 1}`), displayName: studentName(index) }))] }),
    listProgrammeVariants: ({ parent }) => ({ programmeVariants: [{ name: `${parent}/variants/vt`, variant: Variant.FULL_TIME, funding: 1 }, { name: `${parent}/variants/dt`, variant: Variant.PART_TIME, funding: 1 }] }),
    listEnrolments: () => ({ enrolments: [
      { name: `${school}/enrolments/daan`, student: person("daan"), programmeVariant: `${school}/programmes/eng/variants/dt`, phase: 1 }, { name: `${school}/enrolments/lars`, student: person("lars"), programmeVariant: `${school}/programmes/eng/variants/dt`, phase: 2 },
      ...many.map((index) => ({ name: `${school}/enrolments/s${index + 1}`, student: person(`s${index + 1}`), programmeVariant: `${school}/programmes/${index % 11 < 5 ? "eng" : "zorg"}/variants/vt`, phase: 2 + (index % 2) })),
    ] }),
    listContactAssignments: () => ({ contactAssignments: [{ student: person("daan"), teacher: person("marijke") }] }),
    createContactAssignment: ({ contactAssignment }) => contactAssignment ?? {},
    listWorkplaces: ({ parent }) => ({ workplaces: [{ name: `${parent}/workplaces/1`, displayName: "Projecten" }] }),
    updateWorkplace: ({ workplace }) => workplace ?? {},
    listEstablishments: ({ parent }) => ({ establishments: [{ name: `${parent}/establishments/1`, displayName: "Hoofdkantoor", city: "Doetinchem", etag: "3" }] }),
    createEstablishment: ({ establishment }) => establishment ?? {},
    updateEstablishment: ({ establishment }) => establishment ?? {},
    updatePersonContact: ({ personContact }) => personContact ?? {},
    getSupervisorProfile: ({ name }) => ({ name, person: person("ingrid"), function: 1 }),
    listSupervisorProfiles: ({ parent }) => ({ supervisorProfiles: [{ name: `${parent}/supervisors/ingrid`, person: person("ingrid"), function: 1, jobTitle: "projectleider" }] }),
  });
  router.service(AccessService, {
    getSelf: (_, context: HandlerContext) => self(who(), "workplace_supervisor", [context.requestHeader.get("Driehoek-Institution") ?? ""]),
    listGuestGrants: () => ({ guestGrants: [{ name: `${school}/guestGrants/ingrid`, person: person("ingrid"), state: 2, maskedAddress: "i.m•••@vanleeuwen.nl", displayName: nameOf("ingrid"), expireTime: at("2027-02-26T10:00:00+01:00") }] }),
    createGuestGrant: ({ guestGrant }) => guestGrant ?? {},
    renewGuestLink: () => ({ uri: "https://driehoek.example/g#waarden.c2VjcmV0LXNlY3JldC1zZWNyZXQ", expireTime: at("2026-10-13T09:12:00+02:00") }),
    revokeGuestGrant: ({ name }) => ({ name, state: 4 }),
    listRoleGrants: () => ({ roleGrants: [
      { name: `${school}/roleGrants/1`, role: "practice_office", email: "k.postma@waarden.nl", programmes: [`${school}/programmes/eng`], state: 2, createTime: at("2026-08-01T10:00:00+02:00"), etag: "g1" },
      { name: `${school}/roleGrants/3`, role: "programme_manager", email: "t.kok@waarden.nl", state: 2, createTime: at("2026-08-02T10:00:00+02:00"), etag: "g1" },
      { name: `${school}/roleGrants/2`, role: "examiner", email: "e.smit@waarden.nl", examBoardReference: "EC 2026-14", state: 1, createTime: at("2026-09-20T10:00:00+02:00"), etag: "g1" },
    ] }),
    createRoleGrant: ({ roleGrant }) => roleGrant ?? {},
    redeemRoleGrant: ({ code }) => {
      if (code !== "KANTOOR") throw refuse(Code.FailedPrecondition, "CODE_WRONG", { tries_left: "4" });
      return { name: `${school}/roleGrants/1`, role: "practice_office", state: 2 };
    },
    listApiClients: () => ({ apiClients: [{ name: `${school}/apiClients/1`, displayName: "Studentenadministratie", role: "service", state: 1, createTime: at("2026-08-01T10:00:00+02:00") }] }),
    createApiClient: ({ apiClient }) => ({ ...(apiClient && { apiClient }), credential: "waarden.geheim" }),
    listAuditEntries: () => ({ auditEntries: [{ name: `${school}/auditEntries/2`, entryTime: at("2026-09-28T16:20:00+02:00"), actor: "Karin Postma", action: "read" }, { name: `${school}/auditEntries/1`, entryTime: at("2026-09-25T10:00:00+02:00"), actor: "Marijke de Boer", action: "UpdateAgreementDraft" }] }),
  });
}

/** Makes one method fail until told otherwise. */
export interface Faults {
  [method: string]: ConnectError | undefined;
}

export function fakeTransport(world: World, store: SessionStore, faults: Faults = {}, first: readonly FirstAnswer[] = []): Transport {
  const who = () => store.get().selves[store.get().institution]?.person?.name.split("/").pop() ?? "";
  const note: Interceptor = (next) => async (request) => {
    world.calls.push({ method: request.method.name, request: request.stream ? undefined : request.message, headers: request.header });
    const fault = faults[request.method.name];
    if (fault) throw fault;
    return next(request);
  };
  return createRouterTransport((router) => {
    agreementRoutes(router, world, who);
    otherRoutes(router, world, who);
    capacityRoutes(router, world);
    registerRoutes(router);
    matchingRoutes(router, world.matching, () => ({ id: who(), role: store.get().role }));
    wayRoutes(router, world.leaving, () => store.get().role);
    taskRoutes(router, world.learning, () => store.get().role);
    proofRoutes(router, world.proving);
    scanRoutes(router, world.scanning, () => store.get().role);
    checkInRoutes(router, world.meeting, () => ({ id: who(), role: store.get().role }));
    mailRoutes(router, world.mailing);
    rhythmRoutes(router, world.rhythm, () => store.get().role);
    signalRoutes(router, world.noticing, who);
    jobRoutes(router, world.jobs);
    conflictRoutes(router, world.apart, () => store.get().role);
  }, { transport: { interceptors: [firstAnswersInterceptor(store, first), sessionInterceptor(store), note] } });
}
