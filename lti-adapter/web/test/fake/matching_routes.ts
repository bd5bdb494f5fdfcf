// The calls on rounds in memory, with the states and reasons of the contract as far as the screens need them.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { AllocationSchema, MatchingRound_CountsSchema, MatchingRoundSchema, ParticipantSchema, type MatchingRound, type Participant } from "../../src/gen/driehoek/v1/matching_pb";
import { AllocationState, Answer, MatchingService, RoundState, RunState } from "../../src/triangle/rounds";
import { Variant } from "../../src/triangle/contract";
import { newRun, publish, seenBy, workOut, type MatchingWorld } from "./matching_world";
import { refuse } from "./refuse";

const moment = () => timestampFromDate(new Date("2026-09-29T09:12:00+02:00"));
const within = <T extends { name: string }>(list: readonly T[], parent: string) => list.filter((one) => one.name.startsWith(`${parent}/`));
const copy = <T>(value: T): T => structuredClone(value);

function named<T extends { name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name);
  if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
  return found;
}

function counted(world: MatchingWorld, round: MatchingRound): MatchingRound {
  const places = within(world.places, round.name);
  const students = within(world.participants, round.name);
  const state = (wanted: AllocationState) => students.filter((one) => one.allocation?.state === wanted).length;
  return { ...copy(round), counts: create(MatchingRound_CountsSchema, {
    participantCount: students.length, submittedCount: students.filter((one) => one.submitTime !== undefined).length, placeCount: places.length, seatCount: places.reduce((sum, one) => sum + one.capacity, 0),
    organisationCount: new Set(places.map((one) => one.labels?.organisation)).size, acceptedCount: state(AllocationState.ACCEPTED), unansweredCount: state(AllocationState.OFFERED), unplacedCount: state(AllocationState.UNPLACED),
  }) };
}

function touched<T extends { etag: string }>(resource: T): T {
  resource.etag += "+";
  return copy(resource);
}

export function matchingRoutes(router: ConnectRouter, world: MatchingWorld, who: () => { id: string; role: string }): void {
  const own = (round: string): Participant | undefined => within(world.participants, round).find((one) => one.student.endsWith(`/${who().id}`));
  const student = () => who().role === "student";
  const seen = (round: MatchingRound) => (student() ? copy(round) : counted(world, round));
  const at = (name: string, etag: string): MatchingRound => {
    const round = named(world.rounds, name);
    if (round.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return round;
  };
  const guarded = (name: string, etag: string): Participant => {
    const participant = named(world.participants, name);
    if (participant.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return participant;
  };
  const needs = (round: MatchingRound, state: RoundState, reason: string) => {
    if (round.state !== state) throw refuse(Code.FailedPrecondition, reason);
  };
  const answered = (round: MatchingRound) => {
    round.etag += "+";
    return counted(world, round);
  };
  router.service(MatchingService, {
    getMatchingRound: ({ name }) => seen(named(world.rounds, name)),
    listMatchingRounds: () => ({ matchingRounds: world.rounds.filter((one) => !student() || (one.state >= RoundState.PREFERENCES_OPEN && own(one.name) !== undefined)).map(seen) }),
    createMatchingRound: ({ parent, matchingRound }) => {
      const made = { ...create(MatchingRoundSchema), ...matchingRound, name: `${parent}/matchingRounds/new${world.rounds.length}`, state: RoundState.SETUP, etag: "m1" };
      world.rounds.push(made);
      return counted(world, made);
    },
    updateMatchingRound: ({ matchingRound, updateMask }) => {
      const round = at(matchingRound?.name ?? "", matchingRound?.etag ?? "");
      for (const path of updateMask?.paths ?? []) {
        const field = path.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
        Reflect.set(round, field, Reflect.get(matchingRound ?? {}, field));
      }
      return answered(round);
    },
    openPreferences: ({ name, etag }) => {
      const round = at(name, etag);
      needs(round, RoundState.SETUP, "ROUND_NOT_IN_SETUP");
      if (within(world.places, name).length === 0) throw refuse(Code.FailedPrecondition, "ROUND_WITHOUT_PLACES");
      if (within(world.participants, name).length === 0) throw refuse(Code.FailedPrecondition, "ROUND_WITHOUT_PARTICIPANTS");
      Object.assign(round, { state: RoundState.PREFERENCES_OPEN, seedCommitment: "7f3a91c2".repeat(8), commitTime: moment() });
      return answered(round);
    },
    freezeMatchingRound: ({ name, etag }) => {
      const round = at(name, etag);
      needs(round, RoundState.PREFERENCES_OPEN, "PREFERENCES_NOT_OPEN");
      round.state = RoundState.FROZEN;
      return answered(round);
    },
    proposePublication: ({ name, run, etag }) => {
      const round = at(name, etag);
      needs(round, RoundState.FROZEN, "ROUND_NOT_FROZEN");
      if (named(world.runs, run).state !== RunState.SUCCEEDED) throw refuse(Code.FailedPrecondition, "RUN_NOT_SUCCEEDED");
      Object.assign(round, { proposedRun: run, proposedBy: `institutions/waarden/persons/${who().id}` });
      return answered(round);
    },
    publishMatchingRound: ({ name, run, etag }) => {
      const round = at(name, etag);
      if (round.proposedRun !== run) throw refuse(Code.FailedPrecondition, "NOTHING_PROPOSED");
      if (round.proposedBy.endsWith(`/${who().id}`)) throw refuse(Code.FailedPrecondition, "SECOND_PERSON_NEEDED");
      publish(world, round, named(world.runs, run));
      round.publishedBy = `institutions/waarden/persons/${who().id}`;
      return answered(round);
    },
    closeMatchingRound: ({ name, etag }) => {
      const round = at(name, etag);
      needs(round, RoundState.PUBLISHED, "ROUND_NOT_PUBLISHED");
      round.state = RoundState.CLOSED;
      for (const one of within(world.participants, name)) if (one.allocation?.state === AllocationState.OFFERED) one.allocation.state = AllocationState.EXPIRED;
      return answered(round);
    },
    getRoundPlace: ({ name }) => copy(named(world.places, name)),
    listRoundPlaces: ({ parent }) => {
      const me = own(parent);
      return { places: within(world.places, parent).map((place) => (student() && me ? seenBy(place, me) : copy(place))).sort((a, b) => (a.labels?.organisation ?? "").localeCompare(b.labels?.organisation ?? "")) };
    },
    createRoundPlace: ({ parent, place }) => {
      needs(named(world.rounds, parent), RoundState.SETUP, "ROUND_NOT_IN_SETUP");
      if (place === undefined) throw refuse(Code.InvalidArgument, "FIELD_MISSING");
      const made = { ...place, name: `${parent}/places/n${world.places.length}`, etag: "l1", labels: copy(world.places[0]?.labels) };
      world.places.push(made as typeof place);
      return copy(made);
    },
    updateRoundPlace: ({ place, updateMask }) => {
      const found = named(world.places, place?.name ?? "");
      if (found.etag !== place?.etag) throw refuse(Code.Aborted, "STALE_ETAG");
      for (const path of updateMask?.paths ?? []) {
        const field = path.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
        Reflect.set(found, field, Reflect.get(place, field));
      }
      return touched(found);
    },
    deleteRoundPlace: ({ name }) => {
      world.places = world.places.filter((one) => one.name !== name);
      return {};
    },
    getParticipant: ({ name }) => copy(named(world.participants, name)),
    listParticipants: ({ parent }) => ({ participants: copy(student() ? [own(parent)].filter((one) => one !== undefined) : within(world.participants, parent)).sort((a, b) => a.studentDisplayName.localeCompare(b.studentDisplayName)) }),
    addParticipants: ({ parent, enrolments }) => {
      const added = enrolments.map((enrolment) => {
        const before = within(world.participants, parent).find((one) => one.enrolment === enrolment);
        if (before) return before;
        const id = enrolment.split("/").pop() ?? "";
        const made = create(ParticipantSchema, { name: `${parent}/participants/${id}`, student: `institutions/waarden/persons/${id}`, enrolment, studentDisplayName: id, variant: Variant.FULL_TIME, phase: 2, group: "ad", etag: "t1" });
        world.participants.push(made);
        return made;
      });
      return { participants: copy(added) };
    },
    removeParticipant: ({ name }) => {
      world.participants = world.participants.filter((one) => one.name !== name);
      return {};
    },
    submitPreferences: ({ name, wishes, home, languages, maxDistanceKm, reason, etag }) => {
      const found = guarded(name, etag);
      needs(named(world.rounds, name.split("/participants/")[0] ?? ""), RoundState.PREFERENCES_OPEN, "PREFERENCES_NOT_OPEN");
      if (!student() && reason.trim() === "") throw refuse(Code.InvalidArgument, "FIELD_MISSING");
      Object.assign(found, { wishes, languages, maxDistanceKm, home, submitTime: moment() });
      if (home === undefined) delete found.home;
      return touched(found);
    },
    answerPlace: ({ name, answer, etag }) => {
      const found = guarded(name, etag);
      if (found.allocation?.state !== AllocationState.OFFERED) throw refuse(Code.FailedPrecondition, "NOTHING_OFFERED");
      found.allocation.state = answer === Answer.ACCEPT ? AllocationState.ACCEPTED : AllocationState.DECLINED;
      return touched(found);
    },
    moveParticipant: ({ name, place, reason, etag }) => {
      const found = guarded(name, etag);
      found.allocation = { ...(found.allocation ?? create(AllocationSchema)), place, rank: found.wishes.indexOf(place) + 1, moveReason: reason, state: place === "" ? AllocationState.UNPLACED : AllocationState.OFFERED, answerDueTime: moment() };
      return touched(found);
    },
    createMatchRun: ({ parent, run }) => {
      needs(named(world.rounds, parent), RoundState.FROZEN, "ROUND_NOT_FROZEN");
      const made = newRun(parent, `n${world.runs.length}`, run?.displayName ?? "", { changes: run?.changes ?? [], floors: run?.floors ?? [] });
      world.runs.push(made);
      return copy(made);
    },
    getMatchRun: ({ name }) => copy(named(world.runs, name)),
    listMatchRuns: ({ parent }) => {
      const list = copy(within(world.runs, parent));
      // Worked out by the next time somebody looks.
      for (const run of within(world.runs, parent)) if (run.state === RunState.RUNNING) workOut(world, run);
      return { runs: list };
    },
    listAllocations: ({ parent }) => ({ allocations: copy(world.allocations.get(parent) ?? []).sort((a, b) => a.studentDisplayName.localeCompare(b.studentDisplayName)) }),
  });
}
