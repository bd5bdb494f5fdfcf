// Check-ins and contact in memory: a mid-term that asks for views, an extra one that is due, a first one that was held.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { CheckIn_AgreedActionSchema, CheckIn_DisagreementSchema, CheckIn_PartyViewSchema, CheckInSchema, type CheckIn, type CheckIn_PartyView } from "../../src/gen/driehoek/v1/check_in_pb";
import { ContactMomentSchema, type ContactMoment } from "../../src/gen/driehoek/v1/contact_pb";
import { Cause, CheckInKind, CheckInService, CheckInState, Party } from "../../src/triangle/check_ins";
import { ContactKind, ContactService, ContactStanding, Edge, PlannedCause } from "../../src/triangle/contact";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const day = (month: number, date: number) => ({ year: 2026, month, day: date });
const at = (text: string) => timestampFromDate(new Date(text));
type Init = Exclude<MessageInitShape<typeof CheckInSchema>, { $typeName: string }>;

/** What the supervisor and the teacher wrote about Daan; the student did not. */
export const words = { supervisor: "Daan vraagt door en werkt netjes.", teacher: "De taken lopen goed." };

function view(party: Party, author: string, goesWell: string, overallRating: number, rating: number): CheckIn_PartyView {
  return create(CheckIn_PartyViewSchema, { party, author: `${school}/persons/${author}`, goesWell, mustChange: party === Party.SUPERVISOR ? "Meer tijd voor leertaken." : "", overallRating, goalRatings: [{ outcomeCode: "LU1", rating, note: "" }], submitTime: at("2026-09-28T10:00:00+02:00") });
}

function checkIn(id: string, student: string, name: string, part: Init): CheckIn {
  return create(CheckInSchema, {
    name: `${school}/checkIns/${id}`, placement: `${school}/placements/${student}`, student: `${school}/persons/${student}`, teacher: `${school}/persons/marijke`, supervisor: `${school}/persons/ingrid`,
    lengthMinutes: 45, etag: "c1", window: { firstDate: day(9, 20), lastDate: day(11, 30) },
    labels: { student: name, programme: "Ad Engineering", organisation: "Van Leeuwen", supervisor: "Ingrid Maas", teacher: "Marijke de Boer" }, ...part,
  });
}

export interface MeetingWorld {
  checkIns: CheckIn[];
  moments: ContactMoment[];
}

export function makeMeetings(): MeetingWorld {
  return {
    moments: [create(ContactMomentSchema, { name: `${school}/contactMoments/1`, placement: `${school}/placements/daan`, parties: [Party.STUDENT, Party.TEACHER], edges: [Edge.PROGRAMME_STUDENT], contactDate: day(9, 22), kind: ContactKind.CALL, note: "Over de planning.", recorderParty: Party.TEACHER })],
    checkIns: [
      checkIn("mid", "daan", "Daan Verhoeven", { kind: CheckInKind.MID_TERM, state: CheckInState.VIEWS_OPEN, startTime: at("2026-10-02T14:00:00+02:00"), place: "Kantine", views: [view(Party.SUPERVISOR, "ingrid", words.supervisor, 4, 2), view(Party.TEACHER, "marijke", words.teacher, 2, 4)] }),
      checkIn("extra", "samira", "Samira Bouzid", { kind: CheckInKind.EXTRA, state: CheckInState.VIEWS_OPEN, startTime: at("2026-09-29T08:00:00+02:00") }),
      checkIn("first", "daan", "Daan Verhoeven", { kind: CheckInKind.KICK_OFF, state: CheckInState.ACTIONS_OPEN, startTime: at("2026-09-07T10:00:00+02:00"), heldDate: day(9, 7), presentParties: [Party.STUDENT, Party.TEACHER, Party.SUPERVISOR], outcome: "De taken zijn duidelijk.", agreedActions: [{ number: 1, owner: Party.SUPERVISOR, text: "Een vaste plek regelen", dueDate: day(9, 21) }, { number: 2, owner: Party.STUDENT, text: "Planning delen", dueDate: day(9, 14), doneTime: at("2026-09-12T10:00:00+02:00") }] }),
    ],
  };
}

const partyOfRole: Partial<Record<string, Party>> = { student: Party.STUDENT, teacher: Party.TEACHER, workplace_supervisor: Party.SUPERVISOR };

/** What a party may read: of others nothing before its own was written (R53). */
function seenBy(found: CheckIn, party: Party | undefined): CheckIn {
  const seen = structuredClone(found);
  const open = found.heldDate !== undefined || found.views.some((one) => one.party === party);
  if (!open) seen.views = seen.views.map(({ party: of, author }) => create(CheckIn_PartyViewSchema, { party: of, author, hidden: true }));
  const rating = (of: Party) => found.views.find((one) => one.party === of)?.overallRating ?? 0;
  if (open && rating(Party.SUPERVISOR) - rating(Party.TEACHER) >= 2) {
    seen.agendaItems = create(CheckInSchema, { agendaItems: [{ cause: Cause.RATINGS_DIFFER, parties: [Party.TEACHER, Party.SUPERVISOR], lowestRating: rating(Party.TEACHER), highestRating: rating(Party.SUPERVISOR) }, { cause: Cause.MUST_CHANGE, parties: [Party.SUPERVISOR] }] }).agendaItems;
  }
  return seen;
}

export function checkInRoutes(router: ConnectRouter, world: MeetingWorld, who: () => { id: string; role: string }): void {
  const party = () => partyOfRole[who().role];
  const named = (name: string, etag = "") => {
    const found = world.checkIns.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (etag !== "" && etag !== found.etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return found;
  };
  const touched = (found: CheckIn) => {
    found.etag = `${found.etag}+`;
    return seenBy(found, party());
  };
  router.service(CheckInService, {
    getCheckIn: ({ name }) => seenBy(named(name), party()),
    listCheckIns: () => ({ checkIns: world.checkIns.filter(({ student }) => who().role !== "student" || student.endsWith(`/${who().id}`)).map((one) => seenBy(one, party())) }),
    createCheckIn: ({ checkIn: asked }) => {
      const made = checkIn("made", asked?.placement.split("/").pop() ?? "", "Daan Verhoeven", { kind: asked?.kind ?? CheckInKind.EXTRA, state: CheckInState.PLANNED, ...(asked?.startTime && { startTime: asked.startTime }), place: asked?.place ?? "" });
      world.checkIns.push(made);
      return seenBy(made, party());
    },
    updateCheckIn: ({ checkIn: asked }) => {
      const found = named(asked?.name ?? "", asked?.etag);
      Object.assign(found, { place: asked?.place, link: asked?.link, lengthMinutes: asked?.lengthMinutes });
      return touched(found);
    },
    moveCheckIn: ({ name, startTime, etag }) => {
      const found = named(name, etag);
      if (startTime) found.startTime = startTime;
      return touched(found);
    },
    writeCheckInView: ({ name, view: written }) => {
      const found = named(name);
      if (found.heldDate !== undefined) throw refuse(Code.FailedPrecondition, "CHECK_IN_CLOSED");
      if (found.views.some((one) => one.party === party())) throw refuse(Code.FailedPrecondition, "VIEW_ALREADY_WRITTEN");
      if (written) found.views.push(Object.assign(written, { party: party() ?? Party.STUDENT, author: `${school}/persons/${who().id}` }));
      return touched(found);
    },
    holdCheckIn: ({ name, etag, heldDate, presentParties, outcome }) => {
      const found = named(name, etag);
      Object.assign(found, { state: CheckInState.HELD, heldDate, presentParties, outcome });
      return touched(found);
    },
    addAgreedAction: ({ name, etag, agreedAction }) => {
      const found = named(name, etag);
      if (agreedAction) found.agreedActions.push(create(CheckIn_AgreedActionSchema, { number: found.agreedActions.length + 1, owner: agreedAction.owner, text: agreedAction.text, ...(agreedAction.dueDate && { dueDate: agreedAction.dueDate }) }));
      found.state = CheckInState.ACTIONS_OPEN;
      return touched(found);
    },
    markAgreedAction: ({ name, etag, number, done }) => {
      const found = named(name, etag);
      found.agreedActions = found.agreedActions.map((one) => (one.number === number ? create(CheckIn_AgreedActionSchema, { number, owner: one.owner, text: one.text, ...(one.dueDate && { dueDate: one.dueDate }), ...(done && { doneTime: at("2026-09-29T09:12:00+02:00") }) }) : one));
      return touched(found);
    },
    closeCheckIn: ({ name, etag, reason }) => {
      const found = named(name, etag);
      Object.assign(found, { state: CheckInState.CLOSED, closeReason: reason });
      return touched(found);
    },
    recordDisagreement: ({ name, etag, text, resolver }) => {
      const found = named(name, etag);
      found.disagreements.push(create(CheckIn_DisagreementSchema, { number: 1, text, resolver, resolverLabel: "Karin Postma", recorderParty: party() ?? Party.TEACHER, recordTime: at("2026-09-29T09:12:00+02:00") }));
      return touched(found);
    },
    resolveDisagreement: ({ name, etag, resolution }) => {
      const found = named(name, etag);
      const one = found.disagreements[0];
      if (one) Object.assign(one, { resolution, resolveTime: at("2026-09-29T09:12:00+02:00") });
      return touched(found);
    },
  });
  router.service(ContactService, {
    createContactMoment: ({ contactMoment }) => {
      const made = create(ContactMomentSchema, { name: `${school}/contactMoments/${world.moments.length + 1}`, placement: contactMoment?.placement ?? "", parties: contactMoment?.parties ?? [], kind: contactMoment?.kind ?? ContactKind.CALL, note: contactMoment?.note ?? "", recorderParty: party() ?? Party.STUDENT, ...(contactMoment?.contactDate && { contactDate: contactMoment.contactDate }) });
      world.moments.unshift(made);
      return made;
    },
    listContactMoments: ({ placement }) => ({ contactMoments: structuredClone(world.moments.filter((one) => one.placement === placement)) }),
    getContactOverview: ({ name }) => ({
      name, placement: name.replace("/contactOverview", ""), dueCount: 2, madeCount: 1, missedCheckInCount: 1,
      edges: [
        { edge: Edge.PROGRAMME_STUDENT, contactCount: 2, lastContactDate: day(9, 22), silentDays: 7, silenceWeeks: 4 },
        { edge: Edge.PROGRAMME_WORKPLACE, contactCount: 1, lastContactDate: day(9, 7), silentDays: 22, silenceWeeks: 4 },
        { edge: Edge.STUDENT_WORKPLACE, contactCount: 0, silentDays: 29, silenceWeeks: 4 },
      ],
      plannedContacts: [
        { cause: PlannedCause.KICK_OFF, byDate: day(9, 11), standing: ContactStanding.MADE, checkIn: `${school}/checkIns/first`, contactDate: day(9, 7) },
        { cause: PlannedCause.INTERVAL, byDate: day(9, 25), standing: ContactStanding.NOT_MADE },
        { cause: PlannedCause.MID_TERM, byDate: day(11, 30), standing: ContactStanding.AHEAD, checkIn: `${school}/checkIns/mid` },
      ],
    }),
  });
}
