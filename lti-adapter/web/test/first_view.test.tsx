import { toJson, type JsonValue } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { screen, waitFor } from "@testing-library/preact";
import { expect, test, vi } from "vitest";
import firstViews from "../src/app/first_views.json";
import { firstAnswers } from "../src/app/boot";
import { showStuck } from "../src/app/stuck_start";
import { AgreementService, ListAgreementsRequestSchema } from "../src/gen/driehoek/v1/agreement_read_pb";
import { ListPlacementsRequestSchema } from "../src/gen/driehoek/v1/placement_service_pb";
import { SessionStore } from "../src/shared/api/session";
import { fakeTransport } from "./fake/transport";
import { makeWorld, session } from "./fake/world";
import { show } from "./show";

const parent = "institutions/waarden";
const embedded = (answer: JsonValue) => ({ method: "/driehoek.v1.AgreementService/ListAgreements", request: { parent, pageSize: 500 }, answer });

/** A client whose calls first look for an answer that came with the page, and the world that answers else. */
function client(answers: readonly ReturnType<typeof embedded>[], roles = ["student", "teacher"]) {
  const world = makeWorld();
  const store = new SessionStore(session("daan", "student", "nl", roles));
  const transport = fakeTransport(world, store, {}, answers);
  return { world, store, agreements: createClient(AgreementService, transport) };
}

test.each(Object.entries(firstViews.homes).filter(([role]) => ["student", "teacher", "practice_office", "workplace_supervisor", "institution_admin"].includes(role)))(
  "GivenTheHomeOf %s_WhenItOpens_ThenItMakesTheCallsThatThePageBringsAnswersTo", async (role, home) => {
    const { world } = await show(role === "student" ? "daan" : "karin", role);
    const { calls } = firstViews.screens[home as keyof typeof firstViews.screens];
    await waitFor(() => {
      for (const call of calls) expect(world.calls.map(({ method }) => method)).toContain(call.split("/")[1]);
    });
    const schemas = { ListPlacements: ListPlacementsRequestSchema, ListAgreements: ListAgreementsRequestSchema };
    for (const [method, schema] of Object.entries(schemas)) {
      const made = world.calls.find((call) => call.method === method);
      if (made !== undefined) expect(toJson(schema, made.request as never)).toEqual({ parent, pageSize: 500 });
    }
  },
);

test("GivenAnAnswerInThePage_WhenCalledTwice_ThenTheServerIsAskedOnlyTheSecondTime", async () => {
  const { world, agreements } = client([embedded({ agreements: [{ name: `${parent}/agreements/first` }], somethingNew: 1 })]);
  expect((await agreements.listAgreements({ parent, pageSize: 500 })).agreements.map(({ name }) => name)).toEqual([`${parent}/agreements/first`]);
  expect(world.calls).toHaveLength(0);
  expect((await agreements.listAgreements({ parent, pageSize: 500 })).agreements.length).toBeGreaterThan(1);
  expect(world.calls).toHaveLength(1);
});

test("GivenAnAnswerInThePage_WhenTheRequestOrTheRoleIsAnother_ThenTheServerIsAsked", async () => {
  const other = client([embedded({})]);
  await other.agreements.listAgreements({ parent, pageSize: 10 });
  expect(other.world.calls).toHaveLength(1);
  const switched = client([embedded({})]);
  switched.store.change({ role: "teacher" });
  await switched.agreements.listAgreements({ parent, pageSize: 500 });
  expect(switched.world.calls).toHaveLength(1);
});

test("GivenNonsenseForFirstAnswers_WhenRead_ThenThereAreNone", () => {
  expect(firstAnswers({ first: "x" })).toEqual([]);
  expect(firstAnswers({ first: [1, { method: "/m" }] })).toEqual([]);
  expect(firstAnswers({ first: [embedded({})] })).toEqual([embedded({})]);
});

test("GivenAStartThatFails_WhenShown_ThenItSaysSoAndOffersToReload", () => {
  const place = document.createElement("div");
  document.body.append(place);
  const reload = vi.fn();
  showStuck(place, "nl", reload);
  expect(screen.getByRole("alert").textContent).toContain("Driehoek kon niet starten");
  screen.getByRole("button", { name: "Laad opnieuw" }).click();
  expect(reload).toHaveBeenCalledOnce();
  place.remove();
});
