// Four rounds of one school on 29 September 2026: one being set up, one open for wishes, one frozen with 66 students and 14
// organisations, and one published.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { MatchingRoundSchema, MatchRunSchema, ParticipantSchema, RoundPlaceSchema, type Allocation, type MatchRun, type MatchingRound, type Participant, type RoundPlace } from "../../src/gen/driehoek/v1/matching_pb";
import { AllocationState, Mismatch, Rule, RoundState, RunState } from "../../src/triangle/rounds";
import { PlacementForm, Variant } from "../../src/triangle/contract";
import { divide, draw } from "./matching_rule";

const school = "institutions/waarden";
const at = (text: string) => timestampFromDate(new Date(text));

export interface MatchingWorld {
  rounds: MatchingRound[];
  places: RoundPlace[];
  participants: Participant[];
  runs: MatchRun[];
  /** By the name of the run. */
  allocations: Map<string, Allocation[]>;
}

const givenNames = ["Yusuf", "Sanne", "Bilal", "Fleur", "Jesse", "Noor", "Ravi", "Lotte", "Mees", "Esra", "Tim", "Iris", "Omar", "Julia", "Stijn", "Amira", "Koen", "Femke", "Luuk", "Zoë", "Sem", "Hanna"];
const familyNames = ["Kaya", "de Wit", "Bakker", "van den Berg", "Haddad", "Smeets", "Jansen", "Mulder", "Visser", "Demir"];

/** The 66 students by number; the first is Yusuf Kaya. */
export function studentName(index: number): string {
  return `${givenNames[index % 22] ?? ""} ${familyNames[(index * 3 + Math.floor(index / 22)) % 10] ?? ""}`;
}

const organisations = [
  ["Waterbedrijf Rijnland", "Waterbehandeling", "Arnhem", "water", 51.98, 5.91, "ad", 5], ["Aannemer Kuipers", "Werkvoorbereiding", "Tiel", "bouw", 51.89, 5.43, "ad", 4],
  ["Gemeente Tiel", "Openbare ruimte", "Tiel", "overheid", 51.88, 5.42, "", 4], ["Van Leeuwen Installatietechniek", "Projecten", "Culemborg", "installatie", 51.95, 5.23, "ad", 5],
  ["Bouwbedrijf De Kroon", "Uitvoering", "Zaltbommel", "bouw", 51.81, 5.25, "", 5], ["Waterschap Rivierenland", "Gemalen", "Tiel", "water", 51.89, 5.44, "bachelor", 5],
  ["Hoekstra Klimaat", "Ontwerp", "Ede", "installatie", 52.04, 5.67, "ad", 4], ["Woonstichting Thuis", "Vastgoed", "Wageningen", "wonen", 51.97, 5.66, "", 4],
  ["Ingenieursbureau Molenaar", "Constructies", "Nijmegen", "advies", 51.84, 5.86, "bachelor", 5], ["Warmtenet Betuwe", "Beheer", "Elst", "installatie", 51.92, 5.85, "ad", 4],
  ["Provincie Gelderland", "Wegen", "Arnhem", "overheid", 51.98, 5.91, "bachelor", 5], ["Renova Bouw", "Renovatie", "Geldermalsen", "bouw", 51.88, 5.29, "ad", 5],
  ["Architect Wiersma", "Tekenkamer", "Utrecht", "advies", 52.09, 5.12, "bachelor", 4], ["Energiehuis Zuid", "Advies", "Den Bosch", "installatie", 51.69, 5.3, "", 5],
] as const;

function round(id: string, displayName: string, state: RoundState, part: object = {}): MatchingRound {
  return create(MatchingRoundSchema, {
    name: `${school}/matchingRounds/${id}`, displayName, state, rule: Rule.STABLE, form: PlacementForm.INTERNSHIP, weeklyHours: 32, answerDays: 4, maxWishCount: 10, maxStudentsPerSupervisor: 5, etag: "m1",
    groups: [{ code: "ad", displayName: "Ad", programmes: [`${school}/programmes/eng`] }, { code: "bachelor", displayName: "bachelor", programmes: [`${school}/programmes/zorg`] }],
    startDate: { year: 2027, month: 2, day: 1 }, endDate: { year: 2027, month: 7, day: 2 }, preferencesDueTime: at("2026-10-09T17:00:00+02:00"), createTime: at("2026-09-01T09:00:00+02:00"),
    ...(state >= RoundState.PREFERENCES_OPEN && { seedCommitment: "7f3a91c2".repeat(7) + "5d20e04b", commitTime: at("2026-09-07T09:00:00+02:00") }),
    ...part,
  });
}

function placesOf(parent: string, count: number): RoundPlace[] {
  return organisations.slice(0, count).map(([organisation, workplace, city, sector, latitudeDegrees, longitudeDegrees, intendedGroup, capacity], index) => create(RoundPlaceSchema, {
    name: `${parent}/places/p${index + 1}`, workplace: `${school}/organisations/o${index + 1}/workplaces/1`, supervisor: `${school}/organisations/o${index + 1}/supervisors/1`, capacity, intendedGroup,
    description: "Je werkt mee aan lopende projecten en krijgt een eigen opdracht.", location: { latitudeDegrees, longitudeDegrees }, etag: "l1",
    labels: { organisation, workplace, supervisor: studentName(index + 30), city, sector },
    ...(index === 12 && { requirements: { minPhase: 3 } }), ...(index === 13 && { requirements: { languages: ["de"] } }),
  }));
}

/** Chosen so that the trials differ in students without a place and in seats taken from Ad. */
const salt = "4";

function participantsOf(parent: string, places: readonly RoundPlace[], count: number, wishing: number): Participant[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${parent}/participants/s${index + 1}`;
    const group = index % 11 < 5 ? "ad" : "bachelor";
    // Ad students wish for the places meant for them and what is near; popular places come first in the list.
    const liked = places.map((place, at) => ({ place, weight: at * 0.02 + draw(`${name}${place.name}${salt}`) - (place.intendedGroup === group ? 0.25 : 0) })).sort((a, b) => a.weight - b.weight).slice(0, index % 9 === 4 ? 2 : 6).map(({ place }) => place.name);
    return create(ParticipantSchema, {
      name, student: `${school}/persons/s${index + 1}`, enrolment: `${school}/enrolments/s${index + 1}`, studentDisplayName: studentName(index), group, phase: 2 + (index % 2), etag: "t1",
      variant: index % 7 === 0 ? Variant.PART_TIME : Variant.FULL_TIME, programmeVariant: `${school}/programmes/${group === "ad" ? "eng" : "zorg"}/variants/vt`, languages: ["nl"],
      ...(index < wishing && { wishes: liked, submitTime: at(`2026-09-${String(8 + (index % 20)).padStart(2, "0")}T09:12:00+02:00`) }),
    });
  });
}

/** Works a run out at once. */
export function workOut(world: MatchingWorld, run: MatchRun): void {
  const parent = run.name.split("/runs/")[0] ?? "";
  const found = world.rounds.find((one) => one.name === parent);
  if (found === undefined) return;
  const of = <T extends { name: string }>(list: readonly T[]) => list.filter((one) => one.name.startsWith(`${parent}/`));
  const { allocations, outcome } = divide(found, of(world.places), of(world.participants), run);
  run.state = RunState.SUCCEEDED;
  run.outcome = outcome;
  run.verification = create(MatchRunSchema, { verification: { claimCount: 212n } }).verification;
  run.resultHash = hash(JSON.stringify(allocations.map((one) => [one.participant, one.place])));
  run.finishTime = at("2026-09-29T09:12:00+02:00");
  world.allocations.set(run.name, allocations);
}

export function hash(text: string): string {
  return Array.from({ length: 8 }, (_, index) => Math.floor(draw(`${index}${text}`) * 2 ** 32).toString(16).padStart(8, "0")).join("");
}

export function newRun(parent: string, id: string, displayName: string, part: object = {}): MatchRun {
  return create(MatchRunSchema, { name: `${parent}/runs/${id}`, displayName, state: RunState.RUNNING, rule: Rule.STABLE, ruleVersion: 3, createdBy: `${school}/persons/karin`, createTime: at("2026-09-29T09:00:00+02:00"), etag: "r1", inputHash: hash(`${parent}${JSON.stringify(part)}`), ...part });
}

/** Publishes a run: everybody gets the result, who has a place is offered it. */
export function publish(world: MatchingWorld, found: MatchingRound, run: MatchRun): void {
  found.state = RoundState.PUBLISHED;
  found.publishedRun = run.name;
  found.seed = "c0ffee42".repeat(8);
  found.publishTime = at("2026-09-28T16:00:00+02:00");
  for (const allocation of world.allocations.get(run.name) ?? []) {
    const student = world.participants.find((one) => one.name === allocation.participant);
    if (student === undefined) continue;
    const given = structuredClone(allocation);
    given.state = given.place === "" ? AllocationState.UNPLACED : AllocationState.OFFERED;
    if (given.place !== "") given.answerDueTime = at("2026-10-02T17:00:00+02:00");
    student.allocation = given;
  }
}

export function makeMatching(): MatchingWorld {
  const world: MatchingWorld = { rounds: [], places: [], participants: [], runs: [], allocations: new Map() };
  const add = (one: MatchingRound, places: number, students: number, wishing: number) => {
    const at = placesOf(one.name, places);
    world.rounds.push(one);
    world.places.push(...at);
    world.participants.push(...participantsOf(one.name, at, students, wishing));
  };
  add(round("najaar", "Ronde najaar 2027", RoundState.SETUP, { startDate: { year: 2027, month: 8, day: 30 }, endDate: { year: 2028, month: 1, day: 28 } }), 3, 8, 0);
  add(round("voorjaar", "Ronde voorjaar 2027", RoundState.FROZEN, { preferencesDueTime: at("2026-09-28T17:00:00+02:00") }), 14, 66, 66);
  add(round("lint", "Lintstage voorjaar 2027", RoundState.PREFERENCES_OPEN), 14, 24, 15);
  add(round("zomer", "Ronde winter 2026", RoundState.FROZEN, { startDate: { year: 2026, month: 11, day: 9 }, endDate: { year: 2027, month: 2, day: 26 } }), 14, 66, 66);
  // Bram still has to choose; two places do not fit him.
  const lint = `${school}/matchingRounds/lint`;
  const bram = world.participants.find((one) => one.name === `${lint}/participants/s24`);
  if (bram) Object.assign(bram, { student: `${school}/persons/bram`, studentDisplayName: "Bram Jacobs", phase: 2, home: { $typeName: "driehoek.v1.GeoPoint", latitudeDegrees: 51.89, longitudeDegrees: 5.43 } });
  const spring = `${school}/matchingRounds/voorjaar`;
  const two = (place: string, capacity: number) => ({ place: `${spring}/places/${place}`, capacity });
  for (const run of [newRun(spring, "a", "Zoals nu"), newRun(spring, "b", "Minstens 20 plekken voor Ad", { floors: [{ group: "ad", reservedSeatCount: 20 }] }), newRun(spring, "c", "Twee plekken extra", { changes: [two("p1", 6), two("p4", 6)] })]) {
    world.runs.push(run);
    workOut(world, run);
  }
  const winter = world.rounds.find((one) => one.name.endsWith("/zomer"));
  if (winter) {
    const run = newRun(winter.name, "a", "Zoals nu");
    world.runs.push(run);
    workOut(world, run);
    publish(world, winter, run);
    // Yusuf got a second wish and has still to answer; most others have.
    const students = world.participants.filter((one) => one.name.startsWith(`${winter.name}/`));
    const second = students.find((one) => one.allocation?.rank === 2);
    students.forEach((one, index) => {
      if (one.allocation?.state === AllocationState.OFFERED && one !== second && index % 3 > 0) one.allocation.state = AllocationState.ACCEPTED;
    });
    if (second) second.student = `${school}/persons/yusuf`;
  }
  return world;
}

/** What the server says of a place to this student. */
export function seenBy(place: RoundPlace, student: Participant): RoundPlace {
  const seen = structuredClone(place);
  const needs = seen.requirements;
  seen.priorities = [];
  seen.exclusions = [];
  if (needs !== undefined && needs.minPhase > student.phase) seen.mismatches.push(Mismatch.PHASE);
  if (needs !== undefined && needs.languages.length > 0 && !needs.languages.some((one) => student.languages.includes(one))) seen.mismatches.push(Mismatch.LANGUAGE);
  if (student.home !== undefined && seen.location !== undefined) {
    const radians = Math.PI / 180;
    const [a, b] = [student.home, seen.location];
    const h = Math.sin(((b.latitudeDegrees - a.latitudeDegrees) * radians) / 2) ** 2 + Math.cos(a.latitudeDegrees * radians) * Math.cos(b.latitudeDegrees * radians) * Math.sin(((b.longitudeDegrees - a.longitudeDegrees) * radians) / 2) ** 2;
    seen.distanceKm = Math.round(12742 * Math.asin(Math.sqrt(h)));
    if (student.maxDistanceKm > 0 && seen.distanceKm > student.maxDistanceKm) seen.mismatches.push(Mismatch.DISTANCE);
  }
  return seen;
}
