// One slim bar: where we are, the places of the role, the language, the role, and a window of our own.
import { useEffect, useRef } from "preact/hooks";
import { useSession } from "../shared/api/hooks";
import { openWindow } from "../shared/frame/frame";
import { useRoute } from "../shared/frame/router";
import { useWords } from "../shared/i18n/context";
import type { Lang } from "../shared/i18n/table";
import { Icon } from "../shared/ui/status";
import { word } from "../triangle/parts";
import { roleKey } from "../triangle/words";
import { packSession } from "./boot";
import { placesOf } from "./places";

export function Mark() {
  return (
    <svg viewBox="0 0 26 24" aria-hidden="true">
      <path d="M13 4.5 4.5 19.5h17Z" fill="none" stroke="currentColor" stroke-width="2.2" />
      <circle cx="13" cy="4.2" r="3.7" fill="currentColor" /><circle cx="4.2" cy="19.6" r="3.7" fill="currentColor" /><circle cx="21.8" cy="19.6" r="3.7" fill="currentColor" />
    </svg>
  );
}

const languages: readonly (readonly [Lang, string, string, string])[] = [
  ["nl", "NL", "NL: de taal is Nederlands", "NL: schakel naar Nederlands"],
  ["en", "EN", "EN: the language is English", "EN: switch to English"],
];

export function Bar({ onLang, onRole }: { onLang: (lang: Lang) => void; onRole: (role: string) => void }) {
  const words = useWords();
  const { t, lang } = words;
  const session = useSession();
  const route = useRoute();
  const guest = session.kind === "guest";
  const hasPlaces = !guest && placesOf(session.role).length > 1;
  const hasRoles = session.roles.length > 1;
  const here = route.parts[0] ?? "";
  const self = session.selves[session.institution];
  const under = guest ? t("frame.guest") : session.course || self?.institution?.displayName || "";
  const meHere = here === "me";
  return (
    <header class="bar">
      <div>
        <a class="brand" href="#/"><Mark /><span>Driehoek <span>{under}</span></span></a>
        {(hasPlaces || hasRoles) && (
          <div class="where">
            {hasPlaces && <Places role={session.role} here={here} />}
            {hasRoles && (
              <select aria-label={t("frame.role")} value={session.role} onChange={(event) => onRole(event.currentTarget.value)}>
                {session.roles.map((role) => <option key={role} value={role}>{word(words, roleKey(role))}</option>)}
              </select>
            )}
          </div>
        )}
        <div class="tools">
          {languages.map(([code, label, current, other]) => (
            <button key={code} type="button" lang={code} aria-current={code === lang ? "true" : undefined} aria-label={code === lang ? current : other} onClick={() => onLang(code)}>{label}</button>
          ))}
          <a href="#/me" aria-current={meHere ? "page" : undefined} aria-label={t("frame.me")} title={t("frame.me")}><Icon name="more" /></a>
          {!guest && <button type="button" aria-label={t("frame.window")} title={t("frame.window")} onClick={() => openWindow(() => packSession(session))}><Icon name="out" /></button>}
        </div>
      </div>
    </header>
  );
}

function Places({ role, here }: { role: string; here: string }) {
  const words = useWords();
  const row = useRef<HTMLElement>(null);
  // The row scrolls in a narrow frame: the place where we are comes into view.
  useEffect(() => {
    const at = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && at) row.current.scrollLeft = at.offsetLeft - (row.current.clientWidth - at.offsetWidth) / 2;
  }, [role, here, words.lang]);
  return (
    <nav class="places" aria-label={words.t("frame.places")} ref={row}>
      {placesOf(role).map((place) => <a key={place.path} href={`#/${place.path}`} aria-current={place.under.includes(here) ? "page" : undefined}>{word(words, place.label)}</a>)}
    </nav>
  );
}
