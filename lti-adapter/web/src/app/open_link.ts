// Opens the link of a guest while the rest of the page is still on its way. A script of its own that imports nothing: the server names
// it first in a guest's page, and main.tsx takes up what it began, or begins it.

export interface Opening {
  /** Of the link; "" when the cookie of an earlier visit is to bring the session back. */
  readonly secret: string;
  readonly answer: Promise<Response>;
}

/** The secret stands in the fragment, which no server sees; it leaves the address at once. */
function takeSecret(): string {
  const fragment = window.location.hash.slice(1);
  // A place of the app.
  if (fragment === "" || fragment.startsWith("/")) return "";
  window.history.replaceState(null, "", window.location.pathname);
  return fragment;
}

function open(): Opening {
  const secret = takeSecret();
  const answer = fetch("/g/open", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(secret === "" ? {} : { secret }),
    credentials: "same-origin",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(30_000),
  });
  // Who takes it up says what went wrong.
  answer.catch(() => undefined);
  return { secret, answer };
}

export const opening = open();

// The first date that a page writes makes the browser fetch its calendars and zones, some tens of milliseconds; here nothing waits
// for it.
new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", weekday: "short", hour: "2-digit" }).format();
