// @vitest-environment node
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { CheckInSchema } from "../gen/driehoek/v1/check_in_pb";
import { CheckInState, nextOfEach, ownStep, Party, partyIn, type CheckIn } from "./check_ins";

const now = new Date("2026-09-29T09:12:00+02:00");
const at = (text: string) => timestampFromDate(new Date(text));
type Init = Exclude<MessageInitShape<typeof CheckInSchema>, { $typeName: string }>;
const checkIn = (part: Init): CheckIn => create(CheckInSchema, { name: "c/1", placement: "p/1", student: "samira", teacher: "marijke", secondTeacher: "joost", supervisor: "henk", startTime: at("2026-10-02T14:00:00+02:00"), ...part });
const me = (role: string, ...persons: string[]) => ({ role, persons });

test("GivenACheckIn_WhenSomebodyReads_ThenTheRoleAndThePersonSayForWhichParty", () => {
  const one = checkIn({});
  expect(partyIn(one, me("student", "samira"))).toBe(Party.STUDENT);
  expect(partyIn(one, me("teacher", "joost"))).toBe(Party.TEACHER);
  expect(partyIn(one, me("workplace_supervisor", "henk"))).toBe(Party.SUPERVISOR);
  // Nobody speaks for a party in another role, and an empty place is nobody.
  expect(partyIn(one, me("practice_office", "marijke"))).toBeUndefined();
  expect(partyIn(checkIn({ supervisor: "" }), me("workplace_supervisor", ""))).toBeUndefined();
});

test("GivenOpenViews_WhenOwnIsMissing_ThenItAsksToWriteUntilTheTeacherMustRecord", () => {
  const open = checkIn({ state: CheckInState.VIEWS_OPEN });
  expect(ownStep(open, me("student", "samira"), now)?.kind).toBe("write");
  expect(ownStep(checkIn({ state: CheckInState.VIEWS_OPEN, views: [{ party: Party.STUDENT }] }), me("student", "samira"), now)).toBeUndefined();
  expect(ownStep(checkIn({ state: CheckInState.PLANNED }), me("student", "samira"), now)).toBeUndefined();
  const begun = checkIn({ state: CheckInState.VIEWS_OPEN, startTime: at("2026-09-29T09:12:00+02:00") });
  expect(ownStep(begun, me("teacher", "marijke"), now)?.kind).toBe("hold");
  expect(ownStep(begun, me("student", "samira"), now)?.kind).toBe("write");
  expect(ownStep(checkIn({ state: CheckInState.MISSED }), me("teacher", "marijke"), now)).toBeUndefined();
});

test("GivenActions_WhenOpen_ThenTheirOwnersAndAtLastTheTeacherAct", () => {
  const actions = (done: boolean) => [{ number: 1, owner: Party.SUPERVISOR, dueDate: { year: 2026, month: 10, day: 9 } }, { number: 2, owner: Party.SUPERVISOR, dueDate: { year: 2026, month: 10, day: 5 } }].map((one) => ({ ...one, ...(done && { doneTime: at("2026-09-29T08:00:00Z") }) }));
  const open = checkIn({ state: CheckInState.ACTIONS_OPEN, agreedActions: actions(false) });
  expect(ownStep(open, me("workplace_supervisor", "henk"), now)).toMatchObject({ kind: "do", number: 2 });
  expect(ownStep(open, me("teacher", "marijke"), now)).toBeUndefined();
  expect(ownStep(checkIn({ state: CheckInState.HELD }), me("teacher", "marijke"), now)?.kind).toBe("agree");
  const done = checkIn({ state: CheckInState.ACTIONS_OPEN, agreedActions: actions(true) });
  expect(ownStep(done, me("teacher", "marijke"), now)?.kind).toBe("close");
  const disputed = checkIn({ state: CheckInState.ACTIONS_OPEN, agreedActions: actions(true), disagreements: [{ number: 1, resolver: "karin" }] });
  expect(ownStep(disputed, me("teacher", "marijke"), now)).toBeUndefined();
  expect(ownStep(disputed, me("practice_office", "karin"), now)).toEqual({ kind: "settle", number: 1 });
});

test("GivenSeveral_WhenTheNextIsSought_ThenWhatAsksComesBeforeWhatIsPlanned", () => {
  const planned = checkIn({ name: "c/planned", state: CheckInState.PLANNED });
  const later = checkIn({ name: "c/later", state: CheckInState.PLANNED, startTime: at("2026-12-01T10:00:00Z") });
  const asks = checkIn({ name: "c/asks", state: CheckInState.VIEWS_OPEN, startTime: at("2026-10-05T10:00:00Z") });
  const closed = checkIn({ name: "c/closed", state: CheckInState.CLOSED, startTime: at("2026-09-01T10:00:00Z") });
  const other = checkIn({ name: "c/other", placement: "p/2", state: CheckInState.INVITED, startTime: at("2026-09-30T10:00:00Z") });
  expect(nextOfEach([later, planned, asks, closed, other], me("student", "samira"), now).map(({ name }) => name)).toEqual(["c/asks", "c/other"]);
  expect(nextOfEach([later, planned, closed], me("student", "samira"), now).map(({ name }) => name)).toEqual(["c/planned"]);
});
