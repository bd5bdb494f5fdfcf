// Pages of the administrator: registering tools, changing them, and the habits of the platform.

import { html, type Html } from "../../shared/html.ts";
import type { Reply } from "../../shared/http.ts";
import type { Habits } from "../habits.ts";
import { endpoints, type Platform } from "../platform.ts";
import type { RegistrationStart } from "../registration.ts";
import type { Tool } from "../state.ts";
import { allScopes } from "../vocabulary.ts";
import { formKey, lmsPage } from "./layout.ts";

export const habitTexts: Readonly<Record<keyof Habits, string>> = {
  registration_in_iframe: "Registratiepagina opent in een frame (anders nieuw tabblad)",
  activation_needed: "Nieuwe tool wacht op activering",
  short_tokens: "Tokens leven 60 seconden (anders een uur)",
  json_message_hint: "lti_message_hint is JSON-tekst en werkt één keer",
  login_by_post: "Login begint met een POST (anders GET)",
  lax_session_cookie: "Sessiecookie is SameSite=Lax (anders None)",
  repost_without_cookie: "Aanvraag zonder cookie wordt één keer herhaald vanaf eigen pagina",
  errors_stay_here: "Foute aanvraag eindigt op een eigen pagina (anders bij de tool)",
  filters_state_and_nonce: "Vreemde tekens verdwijnen uit state en nonce",
  non_editing_teacher_quirk:
    "Docent zonder bewerkrechten: Instructor bij de start, Learner in de lijst",
  short_roles_in_roster: "Korte rolnamen in de deelnemerslijst",
  short_context_type: "Kort type van de cursus (CourseSection)",
  locale_claim: "Claim locale gaat mee",
  extra_claims: "Extra claims gaan mee",
  audience_array: "aud is een lijst, met azp",
  share_name: "Namen gaan naar de tool",
  share_email: "E-mailadressen gaan naar de tool",
  exact_media_types: "Diensten eisen het precieze mediatype",
  whole_second_scores: "Twee scores in dezelfde seconde botsen (409)",
  only_final_grades: "Alleen FullyGraded telt; iets anders wist het cijfer",
  typographic_links: "Link-kop met krulaanhalingstekens en &amp;",
  lossy_next_links: "Volgende pagina van de lijst vergeet role en rlid",
  results_limit_fails: "limit bij resultaten mislukt",
  mislabelled_json: "Tokenantwoord heet text/html",
  checks_assertion_audience: "Doel (aud) van een assertion wordt gecontroleerd",
  storage: "Opslag via postMessage (lti_storage_target)",
  storage_in_frame: "Opslag zit in een frame naast de tool",
  roster_page_size: "Deelnemers per pagina (0: alles in één keer)",
};

const options = (user: string, title: string) => ({ title, user, path: "/beheer" });

function toolRow(platform: Platform, user: string, tool: Tool): Html {
  const active = tool.status === "active";
  return html`<tr><th scope="row"><a href="/beheer/tools/${tool.id}">${tool.name}</a></th><td>${tool.domain}</td>
<td><span class="${active ? "state ok" : "state wait"}">${active ? "actief" : "wacht op activering"}</span></td>
<td><form method="post" action="/beheer/tools/${tool.id}/status">${formKey(platform, user)}
<button class="button quiet" name="status" value="${active ? "pending" : "active"}">${tool.name} ${active ? "uitzetten" : "activeren"}</button></form></td></tr>`;
}

function habitField(name: keyof Habits, value: boolean | number): Html {
  const label = html`<label for="${name}">${habitTexts[name]} <code>${name}</code></label>`;
  return typeof value === "number"
    ? html`<div class="check"><input id="${name}" name="${name}" type="number" min="0" value="${value}">${label}</div>`
    : html`<div class="check"><input id="${name}" name="${name}" type="checkbox"${value ? html` checked` : ""}>${label}</div>`;
}

export function adminPage(platform: Platform, user: string, note?: string): Reply {
  const { tools, habits } = platform.file.state;
  const at = endpoints(platform.origin);
  const entries = Object.entries(habits) as [keyof Habits, boolean | number][];
  return lmsPage(
    platform,
    options(user, "Beheer"),
    html`
${note && html`<p class="note" role="status">${note}</p>`}
<h2>Tools</h2>${
      tools.length === 0
        ? html`<p>Nog geen tools.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Tools"><table>
<thead><tr><th scope="col">Naam</th><th scope="col">Adres</th><th scope="col">Staat</th><th scope="col">Doen</th></tr></thead>
<tbody>${tools.map((t) => toolRow(platform, user, t))}</tbody></table></div>`
    }
<form class="row" method="post" action="/beheer/registrations">${formKey(platform, user)}
<label for="url">Registratieadres van de tool</label>
<input id="url" name="url" type="url" required placeholder="${platform.suggestedToolUrl}/lti/register?invite=…">
<button class="button">Registreer tool</button></form>
<h2>Gewoonten van dit platform</h2>
<form method="post" action="/beheer/habits">${formKey(platform, user)}<p class="tools">
<button class="button quiet" name="preset" value="moodle">Zoals Moodle</button>
<button class="button quiet" name="preset" value="plain">Zoals de specificatie</button></p></form>
<form method="post" action="/beheer/habits">${formKey(platform, user)}
<fieldset><legend>Los in te stellen</legend>${entries.map(([name, value]) => habitField(name, value))}</fieldset>
<button class="button" name="single" value="1">Bewaar gewoonten</button></form>
<h2>Dit platform</h2><dl><dt>Issuer</dt><dd><code>${platform.origin}</code></dd><dt>OpenID-configuratie</dt><dd><code>${at.configuration}</code></dd>
<dt>Authorization endpoint</dt><dd><code>${at.authorize}</code></dd><dt>Token endpoint</dt><dd><code>${at.token}</code></dd>
<dt>Sleutels</dt><dd><code>${at.keySet}</code></dd></dl>`,
  );
}

export function updateOrNewPage(platform: Platform, user: string, url: string, tool: Tool): Reply {
  return lmsPage(
    platform,
    options(user, "Bijwerken of nieuw?"),
    html`
<p>Op ${tool.domain} staat al een tool: ${tool.name}. Bijwerken zet terug wat je zelf hebt veranderd.</p>
<form class="tools" method="post" action="/beheer/registrations">${formKey(platform, user)}<input type="hidden" name="url" value="${url}">
<button class="button" name="update" value="${tool.id}">Werk ${tool.name} bij</button>
<button class="button quiet" name="update" value="new">Registreer een nieuwe tool</button></form>`,
  );
}

export function registrationPage(
  platform: Platform,
  user: string,
  start: RegistrationStart,
): Reply {
  const inFrame = platform.file.state.habits.registration_in_iframe;
  const page = {
    ...options(user, "Tool registreren"),
    script: "messages.js",
    data: { close: "/beheer", origins: new URL(start.url).origin, storage: "off" },
  };
  return lmsPage(
    platform,
    page,
    inFrame
      ? html`<p>De tool vraagt hieronder om je akkoord. Daarna kom je vanzelf terug.</p>
<iframe class="tool" name="registration" title="Registratiepagina van de tool" src="${start.url}"></iframe>`
      : html`<p><a class="button" href="${start.url}" target="_blank" rel="opener">Open de registratiepagina van de tool</a></p>
<p>Na de registratie kom je hier vanzelf terug. <a href="/beheer">Terug naar beheer</a></p>`,
  );
}

export function toolPage(platform: Platform, user: string, tool: Tool): Reply {
  const field = (
    name: string,
    label: string,
    value: string,
  ) => html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${value}" required></div>`;
  const area = (
    name: string,
    label: string,
    value: string,
  ) => html`<div class="field"><label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="3">${value}</textarea></div>`;
  const custom = Object.entries(tool.custom)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
  return lmsPage(
    platform,
    options(user, tool.name),
    html`
<dl><dt>client_id</dt><dd><code>${tool.client_id}</code></dd><dt>deployment_id</dt><dd><code>${tool.deployment_id}</code></dd></dl>
<form method="post" action="/beheer/tools/${tool.id}">${formKey(platform, user)}
${field("name", "Naam", tool.name)}${field("target_link_uri", "Startadres", tool.target_link_uri)}
${field("initiate_login_uri", "Loginadres", tool.initiate_login_uri)}${field("jwks_uri", "Sleutels van de tool", tool.jwks_uri)}
${area("redirect_uris", "Toegestane terugkeeradressen, een per regel", tool.redirect_uris.join("\n"))}
${area("custom", "Eigen parameters, naam=waarde per regel", custom)}
<fieldset><legend>Wat mag de tool?</legend>${allScopes.map(
      (scope, i) => html`<div class="check">
<input id="scope${i}" type="checkbox" name="scopes" value="${scope}"${tool.scopes.includes(scope) ? html` checked` : ""}>
<label for="scope${i}"><code>${scope.split("/spec/")[1]}</code></label></div>`,
    )}</fieldset>
<p class="tools"><button class="button">Bewaar</button> <a href="/beheer">Terug</a></p></form>
<form method="post" action="/beheer/tools/${tool.id}/delete">${formKey(platform, user)}
<button class="button danger">Verwijder ${tool.name}</button></form>`,
  );
}
