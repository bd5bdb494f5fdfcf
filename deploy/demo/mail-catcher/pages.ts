// The two pages of the mail catcher, in Dutch or English as the browser asks.

import { html, type Html } from "../shared/html.ts";
import { page, type Reply } from "../shared/http.ts";
import { piecesOf } from "./links.ts";
import type { Mail } from "./store.ts";

const nl = {
  title: "Post",
  intro: "Alle mail van de oefenomgeving komt hier aan. Er gaat niets naar buiten.",
  none: "Nog geen mail.",
  from: "Van",
  to: "Aan",
  subject: "Onderwerp",
  date: "Ontvangen",
  back: "Alle mail",
  clear: "Gooi alles weg",
  refresh: "Ververs",
  text: "Tekst",
  html: "Opgemaakt",
  links: "Links in deze mail",
  untitled: "(geen onderwerp)",
  window: "opent in nieuw venster",
  missing: "Deze mail is er niet (meer).",
  other: "English",
  otherCode: "en",
  noText: "Deze mail heeft geen tekstdeel.",
  filter: "Alleen aan dit adres",
  show: "Toon",
};
const en: typeof nl = {
  title: "Mail",
  intro: "All mail of the practice environment ends up here. Nothing is sent out.",
  none: "No mail yet.",
  from: "From",
  to: "To",
  subject: "Subject",
  date: "Received",
  back: "All mail",
  clear: "Throw everything away",
  refresh: "Refresh",
  text: "Text",
  html: "Formatted",
  links: "Links in this mail",
  untitled: "(no subject)",
  window: "opens in a new window",
  missing: "This mail is not here (any more).",
  other: "Nederlands",
  otherCode: "nl",
  noText: "This mail has no text part.",
  filter: "Only to this address",
  show: "Show",
};

export type Language = "nl" | "en";
const words = { nl, en };

/** The language of `?lang=`, else the first of ours that the browser names, else Dutch. */
export function languageOf(query: URLSearchParams, acceptLanguage: string | undefined): Language {
  const asked = query.get("lang");
  if (asked === "nl" || asked === "en") return asked;
  for (const part of (acceptLanguage ?? "").split(",")) {
    const code = part.trim().slice(0, 2).toLowerCase();
    if (code === "nl" || code === "en") return code;
  }
  return "nl";
}

export const pageHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

function layout(
  language: Language,
  title: string,
  path: string,
  content: Html,
  status = 200,
): Reply {
  const w = words[language];
  return page(
    status,
    html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Driehoek demo</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/tokens.css"><link rel="stylesheet" href="/static/mail.css"></head>
<body><header><a class="brand" href="/?lang=${language}">${w.title}</a><span>Driehoek demo</span>
<a class="language" href="${path}?lang=${w.otherCode}" lang="${w.otherCode}">${w.other}</a></header>
<main><h1>${title}</h1>${content}</main></body></html>`,
  );
}

const shownDate = (language: Language, date: string) =>
  new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
  }).format(new Date(date));

export function listPage(language: Language, mails: readonly Mail[], to: string): Reply {
  const w = words[language];
  const row = (
    mail: Mail,
  ) => html`<tr><th scope="row"><a href="/messages/${mail.id}?lang=${language}">${mail.subject || w.untitled}</a></th>
<td>${mail.to.join(", ")}</td><td>${mail.from}</td><td><time datetime="${mail.date}">${shownDate(language, mail.date)}</time></td></tr>`;
  return layout(
    language,
    w.title,
    "/",
    html`<p>${w.intro}</p>
<form class="row" method="get" action="/"><input type="hidden" name="lang" value="${language}">
<div class="field"><label for="to">${w.filter}</label><input id="to" name="to" type="text" inputmode="email" value="${to}"></div>
<button class="button">${w.show}</button> <a class="button quiet" href="/?lang=${language}">${w.refresh}</a></form>
${
  mails.length === 0
    ? html`<p class="empty" role="status">${w.none}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${w.title}"><table>
<thead><tr><th scope="col">${w.subject}</th><th scope="col">${w.to}</th><th scope="col">${w.from}</th><th scope="col">${w.date}</th></tr></thead>
<tbody>${mails.map(row)}</tbody></table></div>
<form method="post" action="/clear?lang=${language}"><button class="button danger">${w.clear}</button></form>`
}`,
  );
}

export function messagePage(language: Language, mail: Mail): Reply {
  const w = words[language];
  const link = (url: string) =>
    html`<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`;
  return layout(
    language,
    mail.subject || w.untitled,
    `/messages/${mail.id}`,
    html`
<dl><dt>${w.from}</dt><dd>${mail.from}</dd><dt>${w.to}</dt><dd>${mail.to.join(", ")}</dd>
<dt>${w.date}</dt><dd><time datetime="${mail.date}">${shownDate(language, mail.date)}</time></dd></dl>
${mail.links.length > 0 && html`<h2>${w.links} <small>(${w.window})</small></h2><ul class="links">${mail.links.map((l) => html`<li>${link(l)}</li>`)}</ul>`}
<h2>${w.text}</h2>${
      mail.text === ""
        ? html`<p>${w.noText}</p>`
        : html`<pre>${piecesOf(mail.text).map((p) => (p.link ? link(p.text) : p.text))}</pre>`
    }
${mail.html !== "" && html`<h2>${w.html}</h2><iframe title="${w.html}" src="/messages/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`}
<p><a href="/?lang=${language}">${w.back}</a></p>`,
  );
}

export const missingPage = (language: Language) =>
  layout(
    language,
    words[language].title,
    "/",
    html`<p role="alert">${words[language].missing}</p><p><a href="/?lang=${language}">${words[language].back}</a></p>`,
    404,
  );

/** The HTML part alone: no script, nothing from elsewhere, links in a new window. */
export const htmlPart = (mail: Mail): Reply => ({
  status: 200,
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'",
  },
  body: `<base target="_blank">${mail.html}`,
});
