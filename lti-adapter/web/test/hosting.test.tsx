import { fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { Hosting, HostingReason } from "../src/triangle/hosting";
import { show } from "./show";

const write = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const intent = "institutions/waarden/hostingIntents/vl";

test("GivenAQuestion_WhenTheSupervisorAnswersFewer_ThenAReasonIsAskedAndAllIsSent", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor");
  await user.click(await screen.findByRole("link", { name: /^Ontvangen jullie studenten\?.*2027-2028/ }));
  await user.click(await screen.findByRole("radio", { name: /^Minder/ }));
  write(screen.getByLabelText(/Hoeveel studenten/), "2");
  await user.click(screen.getByRole("button", { name: "Verstuur het antwoord" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Kies waarom");
  expect(asked("AnswerHostingIntent")).toEqual([]);
  await user.click(screen.getByLabelText("Niemand heeft tijd om te begeleiden"));
  await user.click(screen.getByRole("button", { name: "Verstuur het antwoord" }));
  await screen.findByRole("heading", { level: 1, name: "Dank je, het is verstuurd" });
  expect(asked("AnswerHostingIntent")[0]?.request).toMatchObject({ name: intent, etag: "i1", answer: Hosting.FEWER, seatCount: 2, reasons: [HostingReason.NO_SUPERVISOR_TIME] });
});

test("GivenAQuestion_WhenTheAnswerChangesFromFewerToYes_ThenNoReasonGoesAlong", async () => {
  const { user, asked } = await show("ingrid", "workplace_supervisor", { hash: "#/hosting/waarden/vl" });
  await user.click(await screen.findByRole("radio", { name: /^Minder/ }));
  await user.click(screen.getByLabelText("Het is te ver reizen"));
  await user.click(screen.getByRole("radio", { name: /^Ja/ }));
  write(screen.getByLabelText(/Hoeveel studenten/), "4");
  await user.click(screen.getByRole("button", { name: "Verstuur het antwoord" }));
  await waitFor(() => expect(asked("AnswerHostingIntent")[0]?.request).toMatchObject({ answer: Hosting.YES, seatCount: 4, reasons: [] }));
});

test("GivenAnOrganisationThatWasNotAsked_WhenTheOfficeAsksAll_ThenOnlyThatOneIsAsked", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/hosting" });
  const table = await screen.findByRole("table", { name: "Wie ontvangt er studenten?" });
  expect(within(table).getByRole("row", { name: /Van Leeuwen Installatietechniek\s*Nog geen antwoord/ })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Vraag 1 organisatie" }));
  await waitFor(() => expect(within(table).getByRole("row", { name: /Gemeente Tiel\s*Nog geen antwoord/ })).toBeTruthy());
  expect(screen.queryByRole("button", { name: /^Vraag 1 organisatie/ })).toBeNull();
  expect(asked("AskHostingIntent").map(({ request }) => request)).toMatchObject([{ organisation: "institutions/waarden/organisations/tiel", year: 2027 }]);
});

test("GivenAnAnswerByTelephone_WhenTheOfficeNotesIt_ThenItsReasonIsCounted", async () => {
  const { user, asked } = await show("karin", "practice_office", { hash: "#/hosting" });
  await user.click(await screen.findByRole("button", { name: "Noteer antwoord Van Leeuwen Installatietechniek" }));
  const dialog = await screen.findByRole("dialog", { name: "Wat antwoordt Van Leeuwen Installatietechniek?" });
  await user.click(within(dialog).getByRole("radio", { name: /^Nee/ }));
  await user.click(within(dialog).getByLabelText("We reorganiseren"));
  await user.click(within(dialog).getByRole("button", { name: "Verstuur het antwoord" }));
  const reasons = await screen.findByRole("region", { name: "Waarom minder of niemand" });
  expect(within(reasons).getByRole("listitem").textContent).toBe("We reorganiseren1 keer genoemd");
  expect(asked("AnswerHostingIntent")[0]?.request).toMatchObject({ answer: Hosting.NO, seatCount: 0, reasons: [HostingReason.REORGANISATION] });
});
