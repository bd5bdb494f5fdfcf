import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Code, ConnectError } from "@connectrpc/connect";
import { goodCode, refuse } from "./fake/transport";
import { only, show } from "./show";

const page = "#/agreement/waarden/daan";

async function toStepTwo(user: Awaited<ReturnType<typeof show>>["user"]) {
  await user.click(await screen.findByRole("button", { name: "Onderteken" }));
  const sheet = await screen.findByRole("dialog", { name: "Onderteken als Ingrid Maas" });
  await user.click(await within(sheet).findByRole("button", { name: "Ga verder en stuur de code" }));
  await within(sheet).findByText("Stap 2 van 3");
  return sheet;
}

test("GivenTheNamedSupervisor_WhenReadingConsentingAndEnteringTheCode_ThenTheAgreementIsInForce", async () => {
  const { user, asked, world } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("checkbox"));
  await user.type(within(sheet).getByLabelText(/Code uit je mail/), goodCode);
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  expect(await within(sheet).findByText("Alle drie hebben getekend. De overeenkomst geldt.")).toBeTruthy();
  expect(world.agreements[0]?.proposal).toBeUndefined();
  const request = asked("SignAgreement")[0]?.request;
  expect(request).toMatchObject({ code: goodCode, documentHash: "5f1d0c6b".repeat(8), consent: expect.stringContaining("Ik las versie 2"), acceptResponsibilities: true, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

test("GivenNoTick_WhenSigning_ThenNothingIsSentAndTheSentenceSaysWhatIsLacking", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.type(within(sheet).getByLabelText(/Code uit je mail/), goodCode);
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  expect(within(sheet).getByRole("alert").textContent).toContain("vinkje");
  expect(asked("SignAgreement")).toHaveLength(0);
});

test("GivenAWrongCode_WhenSigning_ThenTheTriesLeftAreToldAndANewIdIsUsedNextTime", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("checkbox"));
  const field = within(sheet).getByLabelText(/Code uit je mail/);
  await user.type(field, "000000");
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  expect(await within(sheet).findByText("Deze code klopt niet. Je kunt nog 4 keer.")).toBeTruthy();
  await user.clear(field);
  await user.type(field, goodCode);
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  await within(sheet).findByText(/De overeenkomst geldt/);
  const ids = asked("SignAgreement").map((call) => Reflect.get(call.request as object, "requestId"));
  expect(new Set(ids).size).toBe(2);
});

test("GivenALostAnswer_WhenSigningAgain_ThenTheSameIdIsSent", async () => {
  const { user, asked, faults } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("checkbox"));
  await user.type(within(sheet).getByLabelText(/Code uit je mail/), goodCode);
  faults["SignAgreement"] = refuse(Code.Unavailable, "");
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  await within(sheet).findByText(/geen verbinding/);
  faults["SignAgreement"] = undefined;
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  await within(sheet).findByText(/De overeenkomst geldt/);
  const ids = asked("SignAgreement").map((call) => Reflect.get(call.request as object, "requestId"));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("GivenAReplacedVersion_WhenSigning_ThenTheWayOutIsToReadAgain", async () => {
  const { user, faults, asked } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("checkbox"));
  await user.type(within(sheet).getByLabelText(/Code uit je mail/), goodCode);
  faults["SignAgreement"] = refuse(Code.Aborted, "STALE_VERSION");
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  await user.click(await within(sheet).findByRole("button", { name: "Lees wat er anders is" }));
  expect(await within(sheet).findByText("Stap 1 van 3")).toBeTruthy();
  await waitFor(() => expect(asked("GetSigningDocument")).toHaveLength(2));
});

test("GivenSomebodyElse_WhenAskingForACode_ThenTheNamedSignerIsTold", async () => {
  const { user } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan"), faults: { RequestSigningCode: refuse(Code.PermissionDenied, "WRONG_SIGNER", { signer: "Ingrid Maas" }) } });
  await user.click(await screen.findByRole("button", { name: "Onderteken" }));
  const sheet = await screen.findByRole("dialog");
  await user.click(await within(sheet).findByRole("button", { name: /stuur de code/ }));
  expect(await within(sheet).findByText(/Alleen de begeleider op de werkvloer kan dat. We vroegen Ingrid Maas./)).toBeTruthy();
});

test("GivenTheSheet_WhenRefusing_ThenAReasonIsAskedAndTheVersionIsDeclined", async () => {
  const { user, world } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("button", { name: "Ik teken niet" }));
  const dialog = await screen.findByRole("dialog", { name: "Teken je niet?" });
  await user.click(within(dialog).getByRole("button", { name: "Ik teken niet" }));
  expect(within(dialog).getByText("Schrijf kort waarom.")).toBeTruthy();
  await user.type(within(dialog).getByLabelText(/Waarom/), "Een uur per week lukt niet.");
  await user.click(within(dialog).getByRole("button", { name: "Ik teken niet" }));
  await waitFor(() => expect(world.agreements[0]?.state).toBe(9));
});

test("GivenTheSheet_WhenBackIsPressed_ThenTheSheetClosesAndThePageStays", async () => {
  const { user } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  await user.click(await screen.findByRole("button", { name: "Onderteken" }));
  await screen.findByRole("dialog");
  window.history.back();
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(window.location.hash).toBe(page);
});

test("GivenASessionThatEnded_WhenAGuestSigns_ThenEveryMessageAsksForTheLinkInTheMail", async () => {
  const { user, faults } = await show("ingrid", "workplace_supervisor", { hash: page, world: only("daan") });
  const sheet = await toStepTwo(user);
  await user.click(within(sheet).getByRole("checkbox"));
  await user.type(within(sheet).getByLabelText(/Code uit je mail/), goodCode);
  faults["SignAgreement"] = new ConnectError("x", Code.Unauthenticated);
  await user.click(within(sheet).getByRole("button", { name: "Onderteken" }));
  expect(await within(sheet).findByText("Je sessie is voorbij. Open de link uit je mail opnieuw.")).toBeTruthy();
  expect(screen.queryByText(/vanuit je cursus/)).toBeNull();
});
