// What the screens show beside the story of the demo, made by public calls: rounds of one student, a way on, a yearly question,
// conflicts of interest, roles of an organisation.

import { join } from "node:path";
import { Api, type As } from "../../../deploy/demo/seed/api.ts";
import { readCallTokenKey } from "../../../deploy/demo/seed/call_token.ts";
import { dayOf, isoDay } from "./days.ts";
import type { Installation } from "./installation.ts";

const parent = "institutions/demo";
const idOf = (name: string) => name.slice(name.lastIndexOf("/") + 1);

interface Named {
  readonly name: string;
  readonly etag: string;
}
interface Person extends Named {
  readonly display_name: string;
}

/** Calls as people do, each with the role of that moment. */
export class Cast {
  readonly api: Api;
  readonly service: As;
  readonly #people: ReadonlyMap<string, Person>;

  private constructor(api: Api, service: As, people: readonly Person[]) {
    this.api = api;
    this.service = service;
    this.#people = new Map(people.map((person) => [person.display_name, person]));
  }

  static async of(at: Installation): Promise<Cast> {
    const api = new Api(at.grpc, readCallTokenKey(join(at.data, "keys/call_token.key")));
    const made = await at.ctl("api-client", "create", "--institution", "demo", "--role", "practice_office");
    const service = { bearer: /demo\.[A-Za-z0-9_-]{20,}/.exec(made.said)?.[0] ?? "" };
    const { persons } = await api.call<{ persons: Person[] }>("DirectoryService/ListPersons", service, { parent, page_size: 500 });
    return new Cast(api, service, persons);
  }

  as(displayName: string, role: string): As {
    return { tenant: "demo", person: idOf(this.nameOf(displayName)), role };
  }

  nameOf(displayName: string): string {
    const person = this.#people.get(displayName);
    if (!person) throw new Error(`nobody is called ${displayName}`);
    return person.name;
  }
}

interface Enrolment extends Named {
  readonly student: string;
  readonly programme_variant: string;
}

/** A round of one student with a few places, open for wishes. Answers its name. */
export async function openRound(cast: Cast, student: string, displayName: string): Promise<string> {
  const { api, service } = cast;
  const office = cast.as("Saskia Vreeland", "practice_office");
  const { enrolments } = await api.call<{ enrolments: Enrolment[] }>("DirectoryService/ListEnrolments", service, { parent, page_size: 500 });
  const enrolment = enrolments.find((one) => one.student === cast.nameOf(student));
  if (!enrolment) throw new Error(`${student} is not enrolled`);
  const round = await api.call<Named>("MatchingService/CreateMatchingRound", service, {
    parent,
    matching_round: {
      display_name: displayName,
      rule: "STABLE",
      groups: [{ code: "own", display_name: "Deeltijd", programmes: [enrolment.programme_variant.split("/variants/")[0]] }],
      start_date: dayOf(isoDay(200)),
      end_date: dayOf(isoDay(340)),
      form: "INTERNSHIP",
      weekly_hours: 16,
      preferences_due_time: { seconds: Math.floor(Date.now() / 1000) + 10 * 86_400 },
      answer_days: 4,
      max_wish_count: 6,
    },
  });
  const { capacity_offers: offers } = await api.call<{ capacity_offers: { workplace: string }[] }>("CapacityService/ListCapacityOffers", service, { parent, page_size: 500 });
  for (const [index, { workplace }] of offers.slice(0, 8).entries())
    await api.call("MatchingService/CreateRoundPlace", service, {
      parent: round.name,
      place: {
        workplace,
        capacity: 2,
        intended_group: "own",
        description: "Meewerken in het team en een eigen opdracht uitvoeren.",
        ...(index === 3 ? { requirements: { languages: ["de"] } } : {}),
      },
    });
  await api.call("MatchingService/AddParticipants", service, { parent: round.name, enrolments: [enrolment.name] });
  await step(cast, "OpenPreferences", office, round.name);
  return round.name;
}

/** Hands in wishes, tries, and publishes as two people do. */
export async function publishRound(cast: Cast, round: string, student: string): Promise<void> {
  const { api, service } = cast;
  const office = cast.as("Saskia Vreeland", "practice_office");
  const { participants } = await api.call<{ participants: Named[] }>("MatchingService/ListParticipants", service, { parent: round });
  const { places } = await api.call<{ places: (Named & { requirements: { languages: string[] } | null })[] }>("MatchingService/ListRoundPlaces", service, { parent: round, page_size: 500 });
  const wishes = places.filter(({ requirements }) => (requirements?.languages ?? []).length === 0).slice(0, 3).map(({ name }) => name);
  await api.call("MatchingService/SubmitPreferences", cast.as(student, "student"), { name: participants[0]?.name, wishes, languages: ["nl"], etag: participants[0]?.etag });
  await step(cast, "FreezeMatchingRound", office, round);
  const run = await api.call<Named>("MatchingService/CreateMatchRun", office, { parent: round, run: { display_name: "Zoals nu" } });
  for (let i = 0; i < 60 && (await api.call<{ state: string }>("MatchingService/GetMatchRun", office, { name: run.name })).state === "RUNNING"; ++i)
    await new Promise((resolve) => setTimeout(resolve, 250));
  await step(cast, "ProposePublication", office, round, { run: run.name });
  await step(cast, "PublishMatchingRound", cast.as("Hanneke Willems", "practice_office"), round, { run: run.name });
}

async function step({ api, service }: Cast, method: string, as: As, name: string, more: object = {}): Promise<void> {
  const { etag } = await api.call<Named>("MatchingService/GetMatchingRound", service, { name });
  await api.call(`MatchingService/${method}`, as, { name, etag, ...more });
}

/** A way on with options of three kinds, for its student to choose from. */
export async function offerWays(cast: Cast, student: string): Promise<void> {
  const { api, service } = cast;
  const { placements } = await api.call<{ placements: (Named & { student: string })[] }>("PlacementService/ListPlacements", service, { parent, page_size: 500 });
  const placement = placements.find((one) => one.student === cast.nameOf(student));
  const office = cast.as("Saskia Vreeland", "practice_office");
  const route = await api.call<Named>("ContinuationService/OpenContinuationRoute", office, {
    parent,
    continuation_route: { placement: placement?.name, ground: "WORKPLACE_ENDS", reason: "De afdeling gaat verhuizen." },
  });
  const { alternatives } = await api.call<{ alternatives: { workplace: string }[] }>("ContinuationService/SuggestAlternatives", office, { name: route.name });
  const [first, second] = alternatives.map(({ workplace }) => workplace);
  await api.call("ContinuationService/OfferOptions", office, {
    name: route.name,
    etag: route.etag,
    options: [
      { kind: "SHORT_PLACEMENTS_COMBINED", workplaces: [first, second], outcome_codes: ["LU1", "LU3"] },
      { kind: "FELLOW_STUDENT_ORGANISATION", workplaces: [second], note: "Een opdracht van tien weken." },
      { kind: "SIMULATED_PRACTICE", outcome_codes: ["LU4", "LU5"], note: "Twee middagen per week in het zorglab." },
    ],
  });
}

/** Asks an organisation whether it hosts students in the study year that comes. */
export async function askToHost(cast: Cast, displayName: string): Promise<void> {
  const organisation = await organisationCalled(cast, displayName);
  const { year, month } = dayOf(isoDay());
  await cast.api.call("CapacityService/AskHostingIntent", cast.service, { parent, organisation, year: month < 9 ? year : year + 1 });
}

async function organisationCalled({ api, service }: Cast, displayName: string): Promise<string> {
  const { organisations } = await api.call<{ organisations: (Named & { display_name: string })[] }>("DirectoryService/ListOrganisations", service, { parent, page_size: 500 });
  const found = organisations.find((one) => one.display_name === displayName);
  if (!found) throw new Error(`no organisation is called ${displayName}`);
  return found.name;
}

/** Maps roles of an organisation. */
export async function mapJobs(cast: Cast, organisation: string, roles: readonly { display_name: string; presence: string; level?: number; note?: string }[]): Promise<void> {
  const owner = await organisationCalled(cast, organisation);
  for (const role of roles) await cast.api.call("JobStructureService/CreateJobRole", cast.as("Saskia Vreeland", "practice_office"), { parent: owner, job_role: role });
}

/** Records what keeps a student from an organisation; ends it again when told so. */
export async function keepApart(cast: Cast, student: string, organisation: string, { kind, reason, endReason }: { kind: string; reason: string; endReason?: string }): Promise<void> {
  const { api, service } = cast;
  const office = cast.as("Saskia Vreeland", "practice_office");
  const { enrolments } = await api.call<{ enrolments: Enrolment[] }>("DirectoryService/ListEnrolments", service, { parent, page_size: 500 });
  const enrolment = enrolments.find((one) => one.student === cast.nameOf(student));
  const conflict = await api.call<Named>("ConflictService/CreateConflictOfInterest", office, {
    parent,
    conflict_of_interest: { enrolment: enrolment?.name, organisation: await organisationCalled(cast, organisation), kind, reason },
  });
  if (endReason !== undefined) await api.call("ConflictService/EndConflictOfInterest", office, { name: conflict.name, etag: conflict.etag, reason: endReason });
}
