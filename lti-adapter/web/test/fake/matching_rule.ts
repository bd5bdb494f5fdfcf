// The rule of a round in memory: students propose in the order of their wishes, places keep the best by priority and lottery,
// reserved seats first. Small, and the same input gives the same result.
import { create } from "@bufbuild/protobuf";
import { AllocationSchema, MatchRun_OutcomeSchema, type Allocation, type MatchRun, type MatchRun_Outcome, type MatchingRound, type Participant, type RoundPlace, type RoundPlace_Quota } from "../../src/gen/driehoek/v1/matching_pb";
import { Cause, Tie } from "../../src/triangle/rounds";

/** A number of 0 to 1 that belongs to a text. */
export function draw(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

interface Seats {
  readonly capacity: number;
  readonly quotas: readonly RoundPlace_Quota[];
}

/** The places as a run has them: with its changes and floors. */
function seatsOf(places: readonly RoundPlace[], run: MatchRun): Map<string, Seats> {
  const seats = new Map<string, Seats>(places.map((place) => {
    const change = run.changes.find((one) => one.place === place.name);
    const quotas = [...place.quotas.filter((quota) => !change?.quotas.some((one) => one.group === quota.group)), ...(change?.quotas ?? [])];
    return [place.name, { capacity: change?.capacity ?? place.capacity, quotas }];
  }));
  for (const floor of run.floors) {
    let left = floor.reservedSeatCount;
    for (const place of places.filter((one) => one.intendedGroup === floor.group)) {
      const had = seats.get(place.name);
      if (had === undefined) continue;
      const reserved = Math.min(left, had.capacity);
      left -= reserved;
      const others = had.quotas.filter((quota) => quota.group !== floor.group);
      const own = had.quotas.find((quota) => quota.group === floor.group);
      seats.set(place.name, { capacity: had.capacity, quotas: [...others, { $typeName: "driehoek.v1.RoundPlace.Quota", group: floor.group, priorityClass: own?.priorityClass ?? 0, reservedSeatCount: reserved }] });
    }
  }
  return seats;
}

function classAt(seats: Seats, student: Participant): number {
  return seats.quotas.find((quota) => quota.group === student.group)?.priorityClass ?? 0;
}

/** By priority, then lottery. */
function inOrder(seats: Seats, students: readonly Participant[]): Participant[] {
  return [...students].sort((a, b) => classAt(seats, a) - classAt(seats, b) || draw(a.name) - draw(b.name));
}

/** Whom a place keeps: reserved seats for their groups, the others by order under the ceilings. */
function kept(seats: Seats, applicants: readonly Participant[]): Participant[] {
  const order = inOrder(seats, applicants);
  const chosen = new Set<Participant>();
  for (const quota of seats.quotas) order.filter((one) => one.group === quota.group).slice(0, quota.reservedSeatCount).forEach((one) => chosen.add(one));
  for (const one of order) {
    const ceiling = seats.quotas.find((quota) => quota.group === one.group)?.maxSeatCount ?? Infinity;
    if (chosen.size >= seats.capacity) break;
    if ([...chosen].filter((other) => other.group === one.group).length < ceiling) chosen.add(one);
  }
  return [...chosen].slice(0, seats.capacity);
}

export function divide(round: MatchingRound, places: readonly RoundPlace[], students: readonly Participant[], run: MatchRun): { allocations: Allocation[]; outcome: MatchRun_Outcome } {
  const seats = seatsOf(places, run);
  const held = new Map<string, Participant[]>(places.map((place) => [place.name, []]));
  const next = new Map<string, number>(students.map((student) => [student.name, 0]));
  const waiting = [...students];
  for (let student = waiting.shift(); student !== undefined; student = waiting.shift()) {
    const at = next.get(student.name) ?? 0;
    const wish = student.wishes[at];
    if (wish === undefined) continue;
    next.set(student.name, at + 1);
    const place = seats.get(wish);
    if (place === undefined) continue;
    const applicants = [...(held.get(wish) ?? []), student];
    const keeps = kept(place, applicants);
    held.set(wish, keeps);
    waiting.push(...applicants.filter((one) => !keeps.includes(one)));
  }
  const placeOf = new Map([...held].flatMap(([place, list]) => list.map((student) => [student.name, place] as const)));
  const rankOf = (student: Participant) => student.wishes.indexOf(placeOf.get(student.name) ?? "") + 1;
  const allocations = students.map((student) => create(AllocationSchema, {
    participant: student.name, studentDisplayName: student.studentDisplayName, group: student.group, place: placeOf.get(student.name) ?? "", rank: rankOf(student), lotteryDraw: draw(student.name).toFixed(2),
    reasons: student.wishes.map((wish, index) => {
      const place = places.find((one) => one.name === wish);
      const had = seats.get(wish) ?? { capacity: 0, quotas: [] };
      const applicants = inOrder(had, students.filter((one) => one.wishes.includes(wish)));
      const holders = held.get(wish) ?? [];
      const rank = rankOf(student);
      const reserved = had.quotas.filter((quota) => quota.group !== student.group).reduce((sum, quota) => sum + quota.reservedSeatCount, 0);
      const position = applicants.indexOf(student) + 1;
      const beaten = holders.some((one) => position < applicants.indexOf(one) + 1);
      const cause = index + 1 === rank ? Cause.GOT : rank > 0 && index + 1 > rank ? Cause.NOT_NEEDED : had.capacity === 0 ? Cause.NO_SEATS : beaten && reserved > 0 ? Cause.RESERVED : Cause.OUTRANKED;
      const lost = cause === Cause.OUTRANKED || cause === Cause.RESERVED;
      const line = applicants.filter((one) => !holders.includes(one) && (rankOf(one) === 0 || one.wishes.indexOf(wish) + 1 < rankOf(one)));
      const tie = holders.some((one) => classAt(had, one) === classAt(had, student));
      return {
        place: wish, organisationDisplayName: place?.labels?.organisation ?? "", rank: index + 1, cause, applicantCount: applicants.length, position, seatCount: had.capacity,
        boundCount: cause === Cause.RESERVED ? reserved : 0, priorityClass: classAt(had, student), waitingPosition: lost ? line.indexOf(student) + 1 : 0, tie: lost ? (tie ? Tie.LOTTERY : Tie.PRIORITY) : Tie.TIE_UNSPECIFIED,
      };
    }),
  }));
  const placed = allocations.filter((one) => one.place !== "");
  const unplaced = new Set(students.filter((one) => !placeOf.has(one.name)));
  const outcome = create(MatchRun_OutcomeSchema, {
    placedCount: placed.length, unplacedCount: unplaced.size,
    firstWishCount: placed.filter((one) => one.rank === 1).length, secondOrThirdWishCount: placed.filter((one) => one.rank === 2 || one.rank === 3).length, lowerWishCount: placed.filter((one) => one.rank > 3).length,
    totalRank: BigInt(placed.reduce((sum, one) => sum + one.rank, 0)), freeSeatCount: [...seats.values()].reduce((sum, one) => sum + one.capacity, 0) - placed.length,
    groups: round.groups.map(({ code }) => ({
      group: code, studentCount: students.filter((one) => one.group === code).length, placedCount: placed.filter((one) => one.group === code).length,
      displacedSeatCount: places.filter((place) => place.intendedGroup === code).reduce((sum, place) => {
        const without = [...unplaced].filter((one) => one.group === code && one.wishes.includes(place.name)).length;
        const foreign = (held.get(place.name) ?? []).filter((one) => one.group !== code).length;
        return sum + (without > 0 ? foreign : 0);
      }, 0),
    })),
  });
  return { allocations, outcome };
}
