// Journey 8 of the domain text, "Workplace ends": the organisation reorganises. Within ten working days the student has three
// options: short placements combined, an assignment at a fellow student's organisation, simulated practice at school for two
// outcomes (R29, R30, R64). Its fail case runs along: nothing of the search shows on the supervisor's page (R32).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { As } from "../../deploy/demo/seed/api.ts";
import { isoOf, weekdaysUntil } from "./support/days.ts";
import type { Screen } from "./support/people.ts";
import { play, type Played } from "./support/played.ts";
import { goTo, openOffice, openRow } from "./support/practice_office.ts";
import { t } from "./support/words.ts";

const student = { sub: "student-034", name: "Chantal Meijer" };
const supervisor = "h.wolters@linden.example";
const organisation = "Zorggroep De Linden";
const course = "zorg-deeltijd";
const parent = "institutions/demo";

const why = "De dagbehandeling gaat samen met een ander huis.";
const atSchool = "Twee middagen per week in het zorglab.";
const atFellow = "Een opdracht bij het team van Wendy.";

interface Route {
  readonly name: string;
  readonly placement: string;
  readonly state: string;
  readonly ground: string;
  readonly chosen_option: string;
  readonly due_date: { year: number; month: number; day: number };
  readonly options: { id: string; kind: string; workplaces: string[]; outcome_codes: string[] }[];
}

let played: Played;
let service: As;

before(async () => {
  played = await play("workplace-ends", supervisor);
  service = await played.client("practice_office");
});
after(() => played?.close());

async function theRoute(): Promise<Route> {
  const { continuation_routes: routes } = await played.api.call<{ continuation_routes: Route[] }>("ContinuationService/ListContinuationRoutes", service, { parent, page_size: 500 });
  const found = routes.filter(({ ground }) => ground === "WORKPLACE_ENDS");
  assert.equal(found.length, 1);
  return found[0] as Route;
}

const openHome = async () => played.lms.openInFrame(await played.desk.context.newPage(), student.sub, course);

async function openRoute(): Promise<Screen> {
  const office = await openOffice(played.lms, await played.desk.context.newPage(), course);
  await goTo(office, "place.scans");
  await office.getByRole("link", { name: t("scans.see_ways") }).click();
  await office.getByRole("heading", { level: 1, name: t("ways.title") }).waitFor();
  return office;
}

/** The supervisor still sees the own student, and nothing of a search: not on the page, nor in what the server sent. */
async function employerSeesNothing(): Promise<void> {
  await played.phone.home();
  await played.phone.page.getByRole("region", { name: student.name }).waitFor();
  const seen = `${await played.phone.page.locator("body").innerText()}\n${await played.phone.received()}`;
  assert.match(seen, new RegExp(organisation));
  for (const secret of [t("way.title"), t("priv.lock"), t("wayground.ends"), why, atSchool, atFellow, "continuationRoute", "ContinuationRoute"])
    assert.ok(!seen.includes(secret), `the employer's side sees "${secret}"`);
}

test("Given_aReorganisation_WhenTheStudentAsksForAWayOn_ThenOptionsComeWithinTenWorkingDays", async () => {
  const home = await openHome();
  await home.getByRole("button", { name: t("act.way_mine") }).click();
  const form = home.getByRole("dialog");
  await form.getByText(t("priv.lock")).waitFor();
  await form.getByRole("radio", { name: t("wayground.ends") }).check();
  await form.getByRole("textbox").fill(why);
  await form.getByRole("button", { name: t("act.open_way") }).click();

  await home.getByText(/^Het praktijkbureau legt uiterlijk .+ iets voor\.$/).waitFor();
  const route = await theRoute();
  assert.equal(route.state, "OPEN");
  // Ten working days; at most four public holidays fall together.
  const days = weekdaysUntil(isoOf(route.due_date));
  assert.ok(days >= 10 && days <= 14, `${days} working days`);
  await employerSeesNothing();
});

test("Given_anOpenRoute_WhenTheOfficeLooksForPlaces_ThenItOffersThreeWays", async () => {
  const office = await openRoute();
  await (await openRow(office, student.name)).getByRole("link", { name: t("act.offer_ways") }).click();
  await office.getByText(why).waitFor();
  await office.getByRole("button", { name: t("act.suggest") }).click();
  const found = office.getByRole("region", { name: t("ways.alternatives") }).getByRole("listitem");
  await found.first().waitFor();
  for (const text of await found.allInnerTexts()) assert.doesNotMatch(text, new RegExp(organisation), "the present organisation is suggested");

  // Two short placements from the suggestions, together for two outcomes.
  const option = (n: number) => office.getByRole("group", { name: t("ways.option", { n }), exact: true });
  await found.nth(0).getByRole("button", { name: t("act.as_option") }).click();
  await option(1).getByRole("combobox", { name: t("ways.kind") }).selectOption({ label: t("waykind.short") });
  const second = (await option(1).getByRole("combobox", { name: t("ways.suggested") }).locator("option").nth(1).getAttribute("value")) ?? "";
  await option(1).getByRole("combobox", { name: t("ways.suggested") }).selectOption(second);
  await option(1).getByRole("textbox", { name: t("ways.codes") }).fill("LU1, LU3");

  // An assignment where a fellow student is.
  await office.getByRole("button", { name: t("act.add_option") }).click();
  await option(2).getByRole("combobox", { name: t("ways.kind") }).selectOption({ label: t("waykind.fellow") });
  await option(2).getByRole("combobox", { name: t("ways.register") }).selectOption({ label: "Thuiszorg Rivierenland" });
  await option(2).getByRole("combobox", { name: t("ways.workplace") }).selectOption({ label: "Planning en kwaliteit" });
  await option(2).getByRole("textbox", { name: t("ways.note") }).fill(atFellow);

  // At school, for two outcomes.
  await office.getByRole("button", { name: t("act.add_option") }).click();
  await option(3).getByRole("textbox", { name: t("ways.codes") }).fill("LU4, LU5");
  await option(3).getByRole("textbox", { name: t("ways.note") }).fill(atSchool);
  await office.getByRole("button", { name: t("act.offer_to", { name: student.name }) }).click();
  await office.getByText(t("done.ways_offered", { name: student.name })).waitFor();

  const { state, options } = await theRoute();
  assert.equal(state, "OFFERED");
  assert.deepEqual(options.map(({ kind, workplaces, outcome_codes }) => [kind, workplaces.length, outcome_codes]), [
    ["SHORT_PLACEMENTS_COMBINED", 2, ["LU1", "LU3"]],
    ["FELLOW_STUDENT_ORGANISATION", 1, []],
    ["SIMULATED_PRACTICE", 0, ["LU4", "LU5"]],
  ]);
  await employerSeesNothing();
});

test("Given_threeOptions_WhenTheStudentChooses_ThenTheOfficeArrangesIt", async () => {
  const home = await openHome();
  const card = home.getByRole("region", { name: t("way.title") });
  await card.getByRole("radio").first().waitFor();
  assert.equal(await card.getByRole("radio").count(), 3);
  for (const kind of ["waykind.short", "waykind.fellow", "waykind.simulated"] as const) await card.getByText(t(kind)).waitFor();
  await card.getByText(t("way.outcomes", { codes: "LU4, LU5" })).waitFor();
  await card.getByRole("radio", { name: new RegExp(`^${t("waykind.short")}`) }).check();
  await card.getByRole("button", { name: t("act.choose_way") }).click();
  await card.getByText(t("way.chosen")).waitFor();

  const { state, chosen_option, options } = await theRoute();
  assert.equal(state, "CHOSEN");
  assert.equal(options.find(({ id }) => id === chosen_option)?.kind, "SHORT_PLACEMENTS_COMBINED");
  await employerSeesNothing();

  const office = await openRoute();
  await (await openRow(office, student.name)).getByRole("button", { name: t("act.close_way") }).click();
  await office.getByRole("dialog").getByRole("textbox").fill("De twee korte plaatsingen zijn geregeld.");
  await office.getByRole("dialog").getByRole("button", { name: t("act.close_way") }).click();
  await office.getByText(t("done.way_closed")).waitFor();
  assert.equal((await theRoute()).state, "CLOSED");
});

test("Given_aRoute_WhenTheEmployersSideCallsTheService_ThenItIsRefused", async () => {
  const { name, placement } = await theRoute();
  await played.phone.home();
  assert.equal((await played.phone.ask("PlacementService/GetPlacement", { name: placement })).status, 200);
  for (const [method, request] of [
    ["ListContinuationRoutes", { parent }],
    ["GetContinuationRoute", { name }],
    ["SuggestAlternatives", { name }],
  ] as const) {
    const { status, code } = await played.phone.ask(`ContinuationService/${method}`, request);
    assert.ok(["permission_denied", "not_found"].includes(code), `${method}: ${status} ${code}`);
  }
});
