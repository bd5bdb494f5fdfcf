// The frame of every page of the LMS: bar on top, menu on the left, content on the right.

import { html, type Html } from "../../shared/html.ts";
import { page, type Reply } from "../../shared/http.ts";
import { fullName, type Course } from "../people.ts";
import { isAdministrator, personOf, roleIn, sessionKey, type Platform } from "../platform.ts";
import { mayTeach } from "../roles.ts";

export interface PageOptions {
  readonly title: string;
  readonly user?: string;
  readonly course?: Course;
  /** The path of this page, to mark it in the menu. */
  readonly path: string;
  readonly status?: number;
  readonly script?: string;
  /** `data-*` attributes of the body, read by the script. */
  readonly data?: Readonly<Record<string, string>>;
}

export const pageHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
    "frame-src 'self' http: https:; base-uri 'none'; frame-ancestors 'self'",
};

const menuLink = (options: PageOptions, path: string, text: string) =>
  html`<li><a href="${path}"${options.path === path ? html` aria-current="page"` : ""}>${text}</a></li>`;

function courseMenu(platform: Platform, options: PageOptions, course: Course): Html {
  const base = `/courses/${course.id}`;
  const links = platform.file.state.links.filter((l) => l.course === course.id);
  const teaches = mayTeach(roleIn(platform, course.id, options.user ?? ""));
  return html`<h2>${course.label}</h2><ul>
    ${menuLink(options, base, "Overzicht")}
    ${links.map((l) => menuLink(options, `${base}/activities/${l.id}`, l.title))}
    ${menuLink(options, `${base}/members`, "Deelnemers")}
    ${menuLink(options, `${base}/grades`, "Cijfers")}
    ${teaches && menuLink(options, `${base}/deep-link`, "Activiteit toevoegen")}</ul>`;
}

function menu(platform: Platform, options: PageOptions, user: string): Html {
  return html`<nav class="menu" aria-label="Hoofdmenu"><ul>${menuLink(options, "/courses", "Mijn cursussen")}
    ${isAdministrator(platform, user) && menuLink(options, "/beheer", "Beheer")}</ul>
    ${options.course && courseMenu(platform, options, options.course)}</nav>`;
}

function account(platform: Platform, user: string): Html {
  const person = personOf(platform, user);
  return html`<form class="account" method="post" action="/logout">${formKey(platform, user)}
    <span>${person ? fullName(person) : user}</span> <button class="button quiet">Wissel van gebruiker</button></form>`;
}

/** Hidden field that shows a form came from our own page. */
export const formKey = (platform: Platform, user: string) =>
  html`<input type="hidden" name="sesskey" value="${sessionKey(platform, user)}">`;

export function lmsPage(platform: Platform, options: PageOptions, content: Html): Reply {
  const data = Object.entries(options.data ?? {}).map(
    ([name, value]) => html` data-${name}="${value}"`,
  );
  const { user } = options;
  const known = user !== undefined && personOf(platform, user) !== undefined ? user : undefined;
  return page(
    options.status ?? 200,
    html`<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${options.title} · Leerplein</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/tokens.css"><link rel="stylesheet" href="/static/lms.css">
${options.script && html`<script src="/static/${options.script}"></script>`}</head>
<body${data}><a class="skip" href="#content">Naar de inhoud</a>
<header class="bar"><a class="brand" href="/">Leerplein</a><span class="school">${platform.school.institution.name}</span>
<span class="badge">oefenomgeving</span>${known !== undefined && account(platform, known)}</header>
<div class="${known === undefined ? "columns single" : "columns"}">${known !== undefined && menu(platform, options, known)}
<main id="content"><h1>${options.title}</h1>${content}</main></div></body></html>`,
  );
}
