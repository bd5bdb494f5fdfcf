import { Code } from "@connectrpc/connect";
import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, expect, test } from "vitest";
import { AllocationState } from "../src/triangle/rounds";
import { refuse } from "./fake/transport";
import { makeWorld } from "./fake/world";
import { only, show } from "./show";

const lint = "#/round/waarden/lint";
const place = (id: string) => `institutions/waarden/matchingRounds/lint/places/${id}`;

beforeEach(() => window.localStorage.clear());

/** With three places chosen: Kuipers, Tiel, Renova. */
async function choosing(world = makeWorld()) {
  const shown = await show("bram", "student", { hash: lint, world });
  for (const name of ["Aannemer Kuipers", "Gemeente Tiel", "Renova Bouw"]) await shown.user.click(await screen.findByRole("button", { name: new RegExp(`^Kies ${name}`) }));
  return shown;
}

const order = () => within(screen.getByRole("list", { name: "Jouw volgorde" })).getAllByRole("listitem").map((item) => item.querySelector("b")?.textContent?.split(",")[0]);

test("GivenAnOpenRound_WhenTheHomeOpens_ThenChoosingPlacesIsTheNextStep", async () => {
  await show("bram", "student", { world: only("bram") });
  const step = await screen.findByRole("region", { name: "Kies je plekken voor vr 9 okt" });
  expect(within(step).getByRole("link", { name: "Kies je plekken" }).getAttribute("href")).toBe(lint);
});

test("GivenAnOffer_WhenTheHomeOpens_ThenThePlaceIsNamedWithItsDate", async () => {
  await show("yusuf", "student", { world: only("yusuf") });
  const step = await screen.findByRole("region", { name: /^Je hebt een plek bij / });
  expect(step.textContent).toContain("Voor vr 2 okt (week 40)");
  expect(within(step).getByRole("link", { name: "Bekijk je plek" })).toBeTruthy();
});

test("GivenAServiceWithoutRounds_WhenTheHomeOpens_ThenItIsAsBefore", async () => {
  await show("daan", "student", { world: only("nobody"), faults: { ListMatchingRounds: refuse(Code.Unimplemented, "") } });
  expect(await screen.findByText("Er is nog geen plaatsing")).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("GivenPlaces_WhenBrowsed_ThenDistanceIsSaidAndWhatDoesNotFitSaysWhyBeforeItIsRanked", async () => {
  const { user } = await show("bram", "student", { hash: lint });
  const near = await screen.findByRole("article", { name: "Renova Bouw, Renovatie" });
  expect(near.textContent).toContain("ongeveer 10 km van je huis");
  const late = screen.getByRole("article", { name: "Architect Wiersma, Tekenkamer" });
  expect(late.textContent).toContain("Deze plek is voor een latere fase van je opleiding.");
  expect(within(late).queryByRole("button", { name: /^Kies/ })).toBeNull();
  const german = () => screen.getByRole("article", { name: "Energiehuis Zuid, Advies" });
  expect(german().textContent).toContain("Je spreekt de taal nog niet");
  await user.click(screen.getByRole("checkbox", { name: "Duits" }));
  expect(within(german()).getByRole("button", { name: /^Kies/ })).toBeTruthy();
  await user.selectOptions(screen.getByLabelText("Sector"), "water");
  expect(screen.getByText("2 plekken gevonden")).toBeTruthy();
  expect(window.location.hash).toBe(`${lint}?sector=water`);
});

test("GivenThreeChoices_WhenMovedByKeyboard_ThenEachMoveIsSaidAndTheFocusStays", async () => {
  const { user } = await choosing();
  expect(order()).toEqual(["Aannemer Kuipers", "Gemeente Tiel", "Renova Bouw"]);
  await user.click(screen.getByRole("button", { name: /^Gemeente Tiel.* naar boven$/ }));
  expect(order()).toEqual(["Gemeente Tiel", "Aannemer Kuipers", "Renova Bouw"]);
  expect(screen.getByText("Gemeente Tiel, Openbare ruimte, nu 1 van 3")).toBeTruthy();
  await user.selectOptions(screen.getByLabelText(/^Renova Bouw.* naar plaats$/), "1");
  expect(order()).toEqual(["Renova Bouw", "Gemeente Tiel", "Aannemer Kuipers"]);
  const grip = () => screen.getByRole("button", { name: /^Renova Bouw.* verslepen/ });
  grip().focus();
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(order()).toEqual(["Gemeente Tiel", "Aannemer Kuipers", "Renova Bouw"]);
  expect(document.activeElement).toBe(grip());
});

test("GivenADraft_WhenThePageIsOpenedAgain_ThenItIsStillThere_AndGoesOnceItIsSent", async () => {
  const { user, asked, world } = await choosing();
  expect(await screen.findByText("Bewaard op dit toestel, nog niet verstuurd")).toBeTruthy();
  await waitFor(() => expect(JSON.stringify(window.localStorage)).toContain("places/p12"));
  cleanup();
  await show("bram", "student", { hash: lint, world });
  await screen.findByRole("list", { name: "Jouw volgorde" });
  expect(order()).toEqual(["Aannemer Kuipers", "Gemeente Tiel", "Renova Bouw"]);
  await user.click(screen.getByRole("button", { name: "Verstuur 3 keuzes" }));
  expect(await screen.findByText("Verstuurd, di 29 sep, 09:12")).toBeTruthy();
  expect(asked("SubmitPreferences")[0]?.request).toMatchObject({ wishes: [place("p2"), place("p3"), place("p12")], languages: ["nl"], etag: "t1", reason: "" });
  await waitFor(() => expect(window.localStorage.length).toBe(0));
});

test("GivenChoosingEnded_WhenSent_ThenTheSentenceSaysSoAndTheOrderStays", async () => {
  const { user, faults } = await choosing();
  faults["SubmitPreferences"] = refuse(Code.FailedPrecondition, "PREFERENCES_NOT_OPEN");
  await user.click(screen.getByRole("button", { name: "Verstuur 3 keuzes" }));
  expect(await screen.findByText("Kiezen kan nu niet meer. Bel het praktijkbureau.")).toBeTruthy();
  expect(order()).toHaveLength(3);
});

test("GivenAnOfferedPlace_WhenTaken_ThenThatIsSentWithTheVersion", async () => {
  const { user, asked } = await show("yusuf", "student", { hash: "#/round/waarden/zomer" });
  expect(await screen.findByText(/^Je 2e keuze\. Start ma 9 nov/)).toBeTruthy();
  expect(screen.getByText(/Niet nodig: je 2e keuze lukte\.|studenten kozen dit/, { selector: "li:nth-child(3) p" })).toBeTruthy();
  expect(screen.getByText("Bewijs van de loting")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Ik neem de plek" }));
  expect(await screen.findByRole("heading", { level: 1, name: /^Je neemt de plek bij / })).toBeTruthy();
  expect(asked("AnswerPlace")[0]?.request).toMatchObject({ answer: 1, etag: "t1" });
});

test("GivenAnOfferedPlace_WhenRefused_ThenItIsAskedFirst", async () => {
  const { user, asked, world } = await show("yusuf", "student", { hash: "#/round/waarden/zomer" });
  await user.click(await screen.findByRole("button", { name: "Liever niet" }));
  const dialog = await screen.findByRole("dialog");
  expect(asked("AnswerPlace")).toHaveLength(0);
  await user.click(within(dialog).getByRole("button", { name: "Liever niet" }));
  await waitFor(() => expect(asked("AnswerPlace")[0]?.request).toMatchObject({ answer: 2 }));
  expect(world.matching.participants.find((one) => one.student.endsWith("/yusuf"))?.allocation?.state).toBe(AllocationState.DECLINED);
});
