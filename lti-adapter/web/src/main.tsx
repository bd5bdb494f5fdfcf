// Start: the page of the server becomes a session, the session becomes the app.
import { render, type VNode } from "preact";
import { App, makeCache } from "./app/app";
import { cleanAddress, firstAnswers, guessLang, otherInstitutions, readBoot, readSession } from "./app/boot";
import type * as ClosedPages from "./app/closed";
import { showStuck } from "./app/stuck_start";
import { preload } from "./app/places";
import { browserTransport } from "./shared/api/client";
import type { FirstAnswer } from "./shared/api/first_answers";
import { GuestRefused, readGuestAnswer } from "./shared/api/guest";
import { joinInstitutions } from "./shared/api/join";
import { SessionStore, type Session } from "./shared/api/session";
import { askOpener, reportHeight } from "./shared/frame/frame";
import { makeWords, WordsProvider } from "./shared/i18n/context";
import { loadTable } from "./shared/i18n/table";
import "./shared/ui/tokens.css";
import "./shared/ui/parts.css";
import "./shared/ui/more.css";

function place(): HTMLElement {
  const element = document.getElementById("app");
  if (element === null) throw new Error("The page has no place for the app");
  return element;
}

/** In the place of what index.html says to those who wait long. */
function show(child: VNode): void {
  const element = place();
  element.replaceChildren();
  render(child, element);
}

/** Most never see these pages, so their code comes when it is needed. */
async function showClosed(of: (pages: typeof ClosedPages) => VNode): Promise<void> {
  const lang = guessLang();
  document.documentElement.lang = lang;
  const [table, pages] = await Promise.all([loadTable(lang, "guest"), import("./app/closed")]);
  show(<WordsProvider words={makeWords(lang, table, "Europe/Amsterdam")}>{of(pages)}</WordsProvider>);
}

/** The colour of the school. Who sees several schools on one page sees the product's own. */
function colorOf({ selves }: Session): string {
  const [self, ...more] = Object.values(selves);
  return more.length === 0 ? (self?.institution?.accentColor ?? "") : "";
}

async function start(session: Session, first: readonly FirstAnswer[], others: readonly string[] = []): Promise<void> {
  const store = new SessionStore(session);
  const transport = browserTransport(store, first);
  // A page in the product's own colours is better than none.
  const accent = colorOf(session) === "" ? undefined : import("./shared/ui/accent").catch(() => undefined);
  const [table, paint, askFirst] = await Promise.all([loadTable(session.locale, session.kind === "guest" ? "guest" : "staff"), accent, preload(session.role), joinInstitutions(transport, store, others)]);
  paint?.applyAccent(colorOf(store.get()));
  document.documentElement.lang = session.locale;
  const cache = makeCache();
  // Answers that came with the page are there at once; others may come while the page shows its loading face.
  await Promise.race([askFirst?.(cache, transport, store.get()), new Promise((resolve) => setTimeout(resolve, 50))]);
  show(<App transport={transport} store={store} table={table} cache={cache} />);
  reportHeight();
}

async function startGuest(): Promise<void> {
  let secret = "";
  try {
    const { opening } = await import("./app/open_link");
    secret = opening.secret;
    const answer = await readGuestAnswer(await opening.answer);
    const session = readSession(answer, "guest");
    if (session === undefined) return await showClosed(({ DeadLink }) => <DeadLink secret={secret} reason="dead" />);
    return await start(session, firstAnswers(answer), otherInstitutions(answer));
  } catch (problem) {
    return await showClosed(({ DeadLink }) => <DeadLink secret={secret} reason={problem instanceof GuestRefused && problem.status < 500 ? "dead" : "line"} />);
  }
}

async function main(): Promise<void> {
  const boot = readBoot(document);
  cleanAddress(boot.kind === "session" ? boot.frame : "");
  document.getElementById("boot")?.remove();
  if (boot.kind === "session") return start(boot.session, boot.first);
  if (boot.kind === "guest") return startGuest();
  const session = readSession(await askOpener(), "lms");
  return session === undefined ? showClosed(({ NoSession }) => <NoSession />) : start(session, []);
}

main().catch((problem: unknown) => {
  console.error(problem);
  showStuck(place(), guessLang());
});
