// A round for the next school year: 66 students and 14 organisations, 44 of an associate degree and 22 who go on to the
// bachelor. Six of the latter reach for places that were offered to the former, and go first there: as it stands, three
// students stay without a place. A floor for the associate degree mends it. Wishes are in; the office tries and publishes.

import { clientOf, idOf, make, say, type Named, type Stage } from "./stage.ts";
import type { As, Message } from "./api.ts";
import type { Host } from "./hosts.ts";
import { inParallel, pause } from "./pool.ts";
import { actingAs, type KnownPerson } from "./school.ts";
import type { Players } from "./story.ts";
import { wishesOf } from "./wishes.ts";

type Group = "ad" | "bachelor";

interface Offer {
  /** Of the organisation. */
  readonly key: string;
  readonly group: Group;
  readonly seats: number;
}

/** The best liked first. The first two go to those of the bachelor who ask. */
const offers: readonly Offer[] = [
  { key: "rijnland", group: "ad", seats: 5 },
  { key: "vanleeuwen", group: "ad", seats: 5 },
  { key: "kuipers", group: "ad", seats: 6 },
  { key: "dehaan", group: "ad", seats: 5 },
  { key: "maaszicht", group: "ad", seats: 5 },
  { key: "betuwezon", group: "ad", seats: 5 },
  { key: "linden", group: "ad", seats: 5 },
  { key: "rivierenland", group: "ad", seats: 5 },
  { key: "anker", group: "ad", seats: 6 },
  { key: "tiel", group: "bachelor", seats: 5 },
  { key: "lindeman", group: "bachelor", seats: 5 },
  { key: "vanwijk", group: "bachelor", seats: 4 },
  { key: "debrug", group: "bachelor", seats: 4 },
  { key: "ouwehand", group: "bachelor", seats: 4 },
];
const contested = new Set(["rijnland", "vanleeuwen"]);
/** Students 1 to 44 stay in their associate degree; the others go on. */
const lastOfAd = 44;
/** These of the bachelor reach for a contested place. */
const reaching = new Set([46, 49, 52, 55, 58, 61]);

interface Round extends Named {
  readonly state: string;
}
interface Participant extends Named {
  readonly student: string;
  readonly submit_time: unknown;
}
interface Place extends Named {
  readonly key: string;
  readonly group: Group;
}

const numberOf = (sub: string) => Number(sub.slice("student-".length));

export async function holdRound(stage: Stage, players: Players): Promise<void> {
  const office = actingAs(players.office, "practice_office").as;
  const client = clientOf(stage, "practice_office");
  const bachelor = await openBachelor(stage);
  const ad = [...new Set([...players.variants.values()].map(({ name }) => programmeOf(name)))];
  const made = await make<Round>(stage, "MatchingService/CreateMatchingRound", client, "round", {
    parent: stage.parent,
    matching_round: {
      display_name: `Ronde ${stage.calendar.roundStart.year}`,
      rule: "STABLE",
      groups: [
        { code: "ad", display_name: "Associate degree", programmes: ad },
        { code: "bachelor", display_name: "Bachelor", programmes: [bachelor.programme] },
      ],
      start_date: stage.calendar.roundStart,
      end_date: stage.calendar.roundEnd,
      form: "INTERNSHIP",
      weekly_hours: 24,
      preferences_due_time: { seconds: Math.floor(Date.now() / 1000) + 14 * 86_400 },
      answer_days: 4,
      max_wish_count: 10,
    },
  });
  const round = () => stage.api.call<Round>("MatchingService/GetMatchingRound", office, { name: made.name });
  const places = await offerPlaces(stage, players, client, made.name);
  const participants = await takePart(stage, players, client, made.name, bachelor.variant);
  if ((await round()).state === "SETUP")
    await step(stage, "OpenPreferences", office, await round());
  if ((await round()).state === "PREFERENCES_OPEN") {
    await handIn(stage, players, participants, places);
    await step(stage, "FreezeMatchingRound", office, await round());
  }
  await firstTrial(stage, office, made.name);
  say(`round: ${participants.length} students, ${places.length} places, a first trial`);
}

const programmeOf = (variant: string) => variant.slice(0, variant.indexOf("/variants/"));

const step = (stage: Stage, method: string, as: As, { name, etag }: Named) =>
  stage.api.call(`MatchingService/${method}`, as, { name, etag });

async function openBachelor(stage: Stage): Promise<{ programme: string; variant: string }> {
  const as = clientOf(stage, "institution_admin");
  const name = "Bachelor Bedrijfskunde en Techniek";
  const programme = await make<Named>(stage, "DirectoryService/CreateProgramme", as, name, {
    parent: stage.parent,
    programme: { display_name: name, level: 6, sector: "techniek", validation_order: ["TEACHER"] },
  });
  const variant = await make<Named>(stage, "DirectoryService/CreateProgrammeVariant", as, name, {
    parent: programme.name,
    programme_variant: { variant: "FULL_TIME", funding: "FUNDED", credits_ec: 240, practice_share_percent: 30 },
  });
  return { programme: programme.name, variant: variant.name };
}

async function offerPlaces(stage: Stage, players: Players, as: As, parent: string): Promise<Place[]> {
  const hosts = new Map<string, Host>();
  for (const host of players.hosts.supervisors.values())
    if (!hosts.has(host.organisationKey)) hosts.set(host.organisationKey, host);
  return inParallel(offers, 4, async ({ key, group, seats }) => {
    const host = hosts.get(key);
    if (!host) throw new Error(`no organisation is called ${key}`);
    const quotas: Message[] = contested.has(key)
      ? [
          { group: "bachelor", priority_class: 0 },
          { group: "ad", priority_class: 1 },
        ]
      : [];
    const made = await make<Named>(stage, "MatchingService/CreateRoundPlace", as, `round ${key}`, {
      parent,
      place: {
        workplace: host.workplace,
        capacity: seats,
        intended_group: group,
        quotas,
        description: `Meewerken bij ${host.workplaceName.toLowerCase()} en een eigen opdracht uitvoeren.`,
      },
    });
    return { ...made, key, group };
  });
}

async function takePart(
  stage: Stage,
  players: Players,
  as: As,
  parent: string,
  bachelor: string,
): Promise<Participant[]> {
  const students = [...players.people.values()].filter(({ sub }) => sub.startsWith("student-"));
  const enrolments = await inParallel(students, 8, async ({ sub, name }) => {
    if (numberOf(sub) <= lastOfAd) return players.enrolments.get(sub)?.name ?? "";
    const enrolment = { student: name, programme_variant: bachelor, phase: 3, start_date: stage.calendar.roundStart };
    return (
      await make<Named>(stage, "DirectoryService/CreateEnrolment", as, `bachelor ${sub}`, {
        parent: stage.parent,
        enrolment,
      })
    ).name;
  });
  const added = await make<{ participants: Participant[] }>(stage, "MatchingService/AddParticipants", as, "round", {
    parent,
    enrolments,
  });
  return added.participants;
}

/** Each student ranks for itself. */
async function handIn(
  stage: Stage,
  players: Players,
  participants: readonly Participant[],
  places: readonly Place[],
): Promise<void> {
  const byName = new Map([...players.people.values()].map((person) => [person.name, person]));
  await inParallel(participants, 8, async ({ name, student }) => {
    const person = byName.get(student);
    if (!person) throw new Error("a participant is nobody of people.json");
    const as = actingAs(person, "student").as;
    const now = await stage.api.call<Participant>("MatchingService/GetParticipant", as, { name });
    if (now.submit_time) return;
    const wishes = listOf(person, places).map((place) => place.name);
    await stage.api.call("MatchingService/SubmitPreferences", as, { name, wishes, languages: ["nl"], etag: now.etag });
  });
}

function listOf({ sub }: KnownPerson, places: readonly Place[]): Place[] {
  const number = numberOf(sub);
  const group = number <= lastOfAd ? "ad" : "bachelor";
  const own = wishesOf(number, places.filter((place) => place.group === group));
  if (!reaching.has(number)) return own;
  const [first, second] = places.filter(({ key }) => contested.has(key));
  // Three for each of the two.
  const dream = number % 2 === 0 ? first : second;
  return dream ? [dream, ...own] : own;
}

async function firstTrial(stage: Stage, as: As, parent: string): Promise<void> {
  const run = await make<Named & { state: string }>(stage, "MatchingService/CreateMatchRun", as, "first trial", {
    parent,
    run: { display_name: "Zoals nu" },
  });
  for (let i = 0; i < 60; ++i) {
    const { state } = await stage.api.call<{ state: string }>("MatchingService/GetMatchRun", as, { name: run.name });
    if (state === "SUCCEEDED") return;
    if (state === "FAILED") break;
    await pause(500);
  }
  throw new Error(`the first trial of round ${idOf(parent)} did not end well`);
}
