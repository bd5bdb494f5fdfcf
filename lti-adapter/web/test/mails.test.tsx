import { screen, waitFor, within } from "@testing-library/preact";
import { expect, test } from "vitest";
import { show } from "./show";

test("GivenTheOwnData_WhenTheDigestIsStoppedAndResumed_ThenBothAreSentWithTheVersionSeen", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/me" });
  const card = await screen.findByRole("region", { name: "Mail van Driehoek" });
  expect(await within(card).findByText("Je krijgt hooguit één mail per dag, met al het nieuws.")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "Stop de dagelijkse mail" }));
  expect(await within(card).findByText("Je krijgt geen dagelijkse mail.")).toBeTruthy();
  await user.click(within(card).getByRole("button", { name: "Stuur weer een dagelijkse mail" }));
  await waitFor(() => expect(asked("UpdateNotificationPreferences").map(({ request }) => (request as { notificationPreferences: { digest: number; etag: string } }).notificationPreferences)).toMatchObject([{ digest: 2, etag: "m1" }, { digest: 1, etag: "m2" }]));
});

test("GivenNoAddress_WhenMade_ThenItIsShownOnceAndWorksUntilItIsRevoked", async () => {
  const { user, asked } = await show("daan", "student", { hash: "#/me" });
  const card = await screen.findByRole("region", { name: "Jouw agenda" });
  await user.click(await within(card).findByRole("button", { name: "Maak een adres" }));
  const address = await within(card).findByLabelText<HTMLInputElement>("Adres voor je agenda");
  expect(address.value).toBe("https://driehoek.example/calendar/waarden.geheim2.ics");
  expect(asked("CreateCalendarFeed")[0]?.request).toMatchObject({ parent: "institutions/waarden/persons/daan", calendarFeed: { titles: 1, etag: "f1" } });
  await user.click(within(card).getByRole("button", { name: "Kopieer" }));
  expect(await screen.findByText("Gekopieerd")).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(address.value);
  await user.click(within(card).getByRole("button", { name: "Laat het adres niet meer werken" }));
  expect(await within(card).findByText("Je adres werkt niet meer.")).toBeTruthy();
  expect(within(card).queryByLabelText("Adres voor je agenda")).toBeNull();
  expect(asked("RevokeCalendarFeed")[0]?.request).toMatchObject({ name: "institutions/waarden/persons/daan/calendarFeed", etag: "f2" });
});
