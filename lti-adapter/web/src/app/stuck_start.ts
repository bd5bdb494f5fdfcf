// What is shown when the start itself fails, such as a file that does not come through: no file and no word of the tables is
// needed for it.
import type { Lang } from "../shared/i18n/table";

const words = {
  nl: {
    title: "Driehoek kon niet starten",
    text: "Er kwam iets niet door. Kijk naar je netwerk en laad de pagina opnieuw. Helpt dat niet, open Driehoek dan opnieuw vanuit je cursus of je mail.",
    again: "Laad opnieuw",
  },
  en: {
    title: "Driehoek could not start",
    text: "Something did not come through. Check your network and reload the page. If that does not help, open Driehoek again from your course or your mail.",
    again: "Reload",
  },
} as const;

export function showStuck(place: HTMLElement, lang: Lang, reload = () => window.location.reload()): void {
  const { title, text, again } = words[lang];
  document.documentElement.lang = lang;
  document.title = `${title} · Driehoek`;
  const card = document.createElement("section");
  card.className = "card narrow";
  card.setAttribute("role", "alert");
  const add = (kind: string, content: string) => {
    const element = document.createElement(kind);
    element.textContent = content;
    card.append(element);
    return element;
  };
  add("h1", title);
  add("p", text);
  const button = add("button", again);
  button.setAttribute("type", "button");
  button.className = "btn";
  button.addEventListener("click", () => reload());
  const main = document.createElement("main");
  main.id = "main";
  main.append(card);
  place.replaceChildren(main);
}
