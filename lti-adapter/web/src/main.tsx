// Start: the page of the server becomes a session, the session becomes the app.
import { render, type VNode } from "preact";
import { App } from "./app/app";
import { cleanAddress, guessLang, otherInstitutions, readBoot, readSession } from "./app/boot";
import { DeadLink, NoSession } from "./app/closed";
import { preload } from "./app/places";
import { browserTransport } from "./shared/api/client";
import { GuestRefused, postGuest } from "./shared/api/guest";
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

async function showClosed(child: VNode): Promise<void> {
  const lang = guessLang();
  document.documentElement.lang = lang;
  const words = makeWords(lang, await loadTable(lang, "guest"), "Europe/Amsterdam");
  render(<WordsProvider words={words}>{child}</WordsProvider>, place());
}

/** The colour of the school. Who sees several schools on one page sees the product's own. */
async function dress({ selves }: Session): Promise<void> {
  const [self, ...more] = Object.values(selves);
  const color = more.length === 0 ? self?.institution?.accentColor : "";
  if (color) (await import("./shared/ui/accent")).applyAccent(color);
}

async function start(session: Session, others: readonly string[] = []): Promise<void> {
  const store = new SessionStore(session);
  const transport = browserTransport(store);
  const [table] = await Promise.all([loadTable(session.locale, session.kind === "guest" ? "guest" : "staff"), preload(session.role), joinInstitutions(transport, store, others)]);
  // A page in the product's own colours is better than none.
  await dress(store.get()).catch(() => undefined);
  document.documentElement.lang = session.locale;
  render(<App transport={transport} store={store} table={table} />, place());
  reportHeight();
}

/** The secret stands in the fragment, which no server sees; it leaves the address at once. */
function takeSecret(): string {
  const fragment = window.location.hash.slice(1);
  if (fragment === "" || fragment.startsWith("/")) return "";
  window.history.replaceState(null, "", window.location.pathname);
  return decodeURIComponent(fragment);
}

async function startGuest(): Promise<void> {
  const secret = takeSecret();
  try {
    // Without a secret the cookie of an earlier visit may bring the session back.
    const answer = await postGuest("open", secret === "" ? {} : { secret }, "");
    const session = readSession(answer, "guest");
    if (session === undefined) return await showClosed(<DeadLink secret={secret} reason="dead" />);
    return await start(session, otherInstitutions(answer));
  } catch (problem) {
    return await showClosed(<DeadLink secret={secret} reason={problem instanceof GuestRefused && problem.status < 500 ? "dead" : "line"} />);
  }
}

async function main(): Promise<void> {
  const boot = readBoot(document);
  cleanAddress(boot.kind === "session" ? boot.frame : "");
  document.getElementById("boot")?.remove();
  if (boot.kind === "session") return start(boot.session);
  if (boot.kind === "guest") return startGuest();
  const session = readSession(await askOpener(), "lms");
  return session === undefined ? showClosed(<NoSession />) : start(session);
}

void main();
