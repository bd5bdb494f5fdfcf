// A course: its activities, the tool in a frame, the participants and the grade book.

import { html, type Html } from "../../shared/html.ts";
import { HttpError, type Reply } from "../../shared/http.ts";
import { storageFrameName } from "../login.ts";
import { fullName, type Course } from "../people.ts";
import { membersOf, roleIn, toolById, type Platform } from "../platform.ts";
import { mayTeach } from "../roles.ts";
import type { LineItem, ResourceLink } from "../state.ts";
import { lmsPage, type PageOptions } from "./layout.ts";
import { roleNames } from "./start.ts";

export interface InCourse {
  readonly platform: Platform;
  readonly course: Course;
  readonly user: string;
}

const options = ({ course, user }: InCourse, path: string, title: string): PageOptions => ({
  title,
  user,
  course,
  path: `/courses/${course.id}${path}`,
});

export function coursePage(at: InCourse, note?: string): Reply {
  const { platform, course } = at;
  const links = platform.file.state.links.filter((l) => l.course === course.id);
  const item = (link: ResourceLink): Html => {
    const tool = toolById(platform, link.tool);
    const base = `/courses/${course.id}/activities/${link.id}`;
    return html`<li class="activity"><div><strong><a href="${base}">${link.title}</a></strong><p>${link.text || tool?.description}</p></div>
${
  tool?.status === "active"
    ? html`<a class="button quiet" href="${base}/launch?target=window" target="_blank" rel="opener">Open ${link.title} in nieuw venster</a>`
    : html`<span class="state wait">wacht op activering</span>`
}</li>`;
  };
  return lmsPage(
    platform,
    options(at, "", course.title),
    html`
${note && html`<p class="note" role="status">${note}</p>`}
<h2>Activiteiten</h2>${
      links.length === 0
        ? html`<p>Er is nog geen activiteit. De beheerder kan onder Beheer een tool registreren.</p>`
        : html`<ul class="activities">${links.map(item)}</ul>`
    }
<h2>Over deze cursus</h2><p>Dit is de cursus waarin je werkplekleren loopt. De leerstof zelf staat niet in de oefenomgeving.</p>`,
  );
}

const frameRights =
  "autoplay; camera; clipboard-write; encrypted-media; fullscreen; geolocation; microphone; storage-access";

/** What the script needs to answer messages from the tool. */
export function messageData(platform: Platform): Record<string, string> {
  const { habits, tools } = platform.file.state;
  const origins = tools
    .filter((t) => t.status === "active")
    .map((t) => new URL(t.initiate_login_uri).origin);
  return {
    storage: habits.storage ? (habits.storage_in_frame ? "frame" : "page") : "off",
    frame: storageFrameName,
    origins: [...new Set(origins)].join(" "),
  };
}

function toolFrame(at: InCourse, path: string, title: string, source: string, around: Html): Reply {
  const { habits } = at.platform.file.state;
  const page = {
    ...options(at, path, title),
    script: "messages.js",
    data: messageData(at.platform),
  };
  return lmsPage(
    at.platform,
    page,
    html`${around}
${
  habits.storage &&
  habits.storage_in_frame &&
  html`<iframe class="hidden" name="${storageFrameName}" title="Opslag voor tools" src="/storage-frame"></iframe>`
}
<iframe class="tool" name="tool" title="${title}" src="${source}" allow="${frameRights}"></iframe>`,
  );
}

export function activityPage(at: InCourse, link: ResourceLink): Reply {
  const base = `/courses/${at.course.id}/activities/${link.id}`;
  if (toolById(at.platform, link.tool)?.status !== "active") {
    throw new HttpError(403, "De beheerder heeft deze tool nog niet geactiveerd.");
  }
  return toolFrame(
    at,
    `/activities/${link.id}`,
    link.title,
    `${base}/launch?target=iframe`,
    html`
<p class="tools"><a href="${base}/launch?target=window" target="_blank" rel="opener">Open in nieuw venster</a></p>`,
  );
}

export function deepLinkPage(at: InCourse): Reply {
  if (!mayTeach(roleIn(at.platform, at.course.id, at.user)))
    throw new HttpError(403, "Alleen docenten voegen activiteiten toe.");
  const tool = at.platform.file.state.tools.find((t) => t.status === "active" && t.deep_linking);
  if (!tool) {
    return lmsPage(
      at.platform,
      options(at, "/deep-link", "Activiteit toevoegen"),
      html`<p>Er is nog geen actieve tool waaruit je een activiteit kunt kiezen.</p>`,
    );
  }
  return toolFrame(
    at,
    "/deep-link",
    "Activiteit toevoegen",
    `/courses/${at.course.id}/deep-link/launch?tool=${tool.id}`,
    html`
<p>Kies in ${tool.name} wat je in deze cursus wilt zetten.</p>`,
  );
}

export function membersPage(at: InCourse): Reply {
  const members = membersOf(at.platform, at.course.id);
  return lmsPage(
    at.platform,
    options(at, "/members", "Deelnemers"),
    html`
<p>${members.length} deelnemers.</p><div class="scroll" tabindex="0" role="region" aria-label="Deelnemers"><table>
<thead><tr><th scope="col">Naam</th><th scope="col">Rol</th></tr></thead>
<tbody>${members.map((m) => html`<tr><th scope="row">${fullName(m.person)}</th><td>${roleNames[m.role]}</td></tr>`)}</tbody></table></div>`,
  );
}

export function gradesPage(at: InCourse): Reply {
  const { platform, course, user } = at;
  const teaches = mayTeach(roleIn(platform, course.id, user));
  const items = platform.file.state.line_items.filter((i) => i.course === course.id);
  const students = membersOf(platform, course.id)
    .filter((m) => m.role === "student" && (teaches || m.person.sub === user))
    .map((m) => m.person);
  const cell = (item: LineItem, sub: string): Html => {
    const result = platform.file.state.results.find((r) => r.item === item.id && r.user === sub);
    const number =
      result?.score === undefined
        ? "–"
        : new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 2 }).format(result.score);
    return html`<td>${number}${result?.comment && html`<br><small>${result.comment}</small>`}</td>`;
  };
  const table = html`<div class="scroll" tabindex="0" role="region" aria-label="Cijfers"><table><thead><tr><th scope="col">Student</th>
${items.map((i) => html`<th scope="col">${i.label} <small>(van ${i.scoreMaximum})</small></th>`)}</tr></thead>
<tbody>${students.map((p) => html`<tr><th scope="row">${fullName(p)}</th>${items.map((i) => cell(i, p.sub))}</tr>`)}</tbody></table></div>`;
  return lmsPage(
    platform,
    options(at, "/grades", "Cijfers"),
    items.length === 0 ? html`<p>Er zijn nog geen cijfers in deze cursus.</p>` : table,
  );
}
