// The payload of a launch: what the platform says about the person, the course and its services.

import { agsClaim, claim, deepLinkClaim, nrpsClaim, scopes } from "./vocabulary.ts";
import { fullName, type Person, type Role } from "./people.ts";
import {
  courseOf,
  linkById,
  randomText,
  sessionKey,
  type Launch,
  type Platform,
} from "./platform.ts";
import { launchRoles } from "./roles.ts";
import { lineItemUrl, lineItemsUrl, rosterUrl } from "./service_urls.ts";
import type { LineItem, Tool } from "./state.ts";

export type Claims = Record<string, unknown>;

const lisCourse = "http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering";
const deepLinkLifetime = 60 * 60 * 1000;

export interface LaunchInput {
  readonly platform: Platform;
  readonly launch: Launch;
  readonly tool: Tool;
  readonly person: Person;
  readonly role: Role;
  readonly nonce: string;
}

export function launchClaims(input: LaunchInput): Claims {
  return {
    ...tokenClaims(input),
    ...userClaims(input),
    ...courseClaims(input),
    ...(input.launch.message === "LtiDeepLinkingRequest"
      ? deepLinkClaims(input)
      : linkClaims(input)),
    ...serviceClaims(input),
    ...extraClaims(input),
  };
}

function tokenClaims({ platform, tool, person, nonce }: LaunchInput): Claims {
  const { habits } = platform.file.state;
  const issuedAt = Math.floor(platform.now() / 1000);
  return {
    iss: platform.origin,
    aud: habits.audience_array ? [tool.client_id] : tool.client_id,
    ...(habits.audience_array ? { azp: tool.client_id } : {}),
    sub: person.sub,
    iat: issuedAt,
    exp: issuedAt + (habits.short_tokens ? 60 : 3600),
    nonce,
  };
}

/** What the privacy habits let through about the person; the roster uses it too. */
export function personalData(platform: Platform, person: Person): Claims {
  const { share_name, share_email } = platform.file.state.habits;
  return {
    ...(share_name
      ? { name: fullName(person), given_name: person.given_name, family_name: person.family_name }
      : {}),
    ...(share_email ? { email: person.email } : {}),
  };
}

function userClaims({ platform, person, role }: LaunchInput): Claims {
  const { habits } = platform.file.state;
  return {
    ...personalData(platform, person),
    ...(habits.locale_claim ? { locale: "nl-NL" } : {}),
    [claim("roles")]: launchRoles(role, habits),
  };
}

function courseClaims({ platform, launch, tool, person }: LaunchInput): Claims {
  const course = courseOf(platform, launch.course);
  const { habits } = platform.file.state;
  const returnUrl = new URL(`/courses/${course.id}/return`, platform.origin);
  returnUrl.searchParams.set("sesskey", sessionKey(platform, person.sub));
  return {
    [claim("version")]: "1.3.0",
    [claim("message_type")]: launch.message,
    [claim("deployment_id")]: tool.deployment_id,
    [claim("context")]: {
      id: course.id,
      label: course.label,
      title: course.title,
      type: [habits.short_context_type ? "CourseSection" : lisCourse],
    },
    [claim("tool_platform")]: {
      guid: new URL(platform.origin).host,
      name: platform.school.institution.name,
      product_family_code: "practice-lms",
      version: "1",
    },
    [claim("launch_presentation")]: {
      document_target: launch.target,
      locale: "nl",
      ...(launch.message === "LtiResourceLinkRequest" ? { return_url: returnUrl.href } : {}),
    },
  };
}

function linkClaims(input: LaunchInput): Claims {
  const link =
    input.launch.link === undefined ? undefined : linkById(input.platform, input.launch.link);
  if (!link) throw new Error("launch of an unknown link");
  const custom = { ...input.tool.custom, ...link.custom };
  return {
    [claim("target_link_uri")]: link.url,
    [claim("resource_link")]: { id: String(link.id), title: link.title, description: link.text },
    [claim("custom")]: expanded(custom, input, { id: String(link.id), title: link.title }),
  };
}

function deepLinkClaims(input: LaunchInput): Claims {
  const { platform, launch, tool } = input;
  const id = randomText(12);
  platform.deepLinks.put(
    id,
    { user: launch.user, course: launch.course, tool: tool.id },
    deepLinkLifetime,
  );
  const back = new URL(`/courses/${launch.course}/deep-link/return`, platform.origin);
  back.searchParams.set("request", id);
  back.searchParams.set("sesskey", sessionKey(platform, launch.user));
  return {
    [claim("target_link_uri")]: tool.target_link_uri,
    [claim("custom")]: expanded(tool.custom, input, undefined),
    [deepLinkClaim("deep_linking_settings")]: {
      deep_link_return_url: back.href,
      accept_types: ["ltiResourceLink"],
      accept_presentation_document_targets: ["iframe", "window"],
      accept_multiple: true,
      accept_lineitem: true,
      auto_create: false,
    },
  };
}

function itemOfLink(input: LaunchInput): LineItem | undefined {
  const { link } = input.launch;
  const items = input.platform.file.state.line_items.filter(
    (i) => link !== undefined && i.link === link && i.tool === input.tool.id,
  );
  // AGS 2.0, 3.1: the claim names an item only when exactly one belongs to the link.
  return items.length === 1 ? items[0] : undefined;
}

function serviceClaims(input: LaunchInput): Claims {
  const { platform, tool, launch } = input;
  const ags = tool.scopes.filter((s) => s !== scopes.members);
  const item = itemOfLink(input);
  return {
    ...(ags.length > 0
      ? {
          [agsClaim]: {
            scope: ags,
            lineitems: lineItemsUrl(platform.origin, launch.course, tool.id),
            ...(item ? { lineitem: lineItemUrl(platform.origin, item) } : {}),
          },
        }
      : {}),
    ...(tool.scopes.includes(scopes.members)
      ? {
          [nrpsClaim]: {
            context_memberships_url: rosterUrl(platform.origin, launch.course, tool.id),
            service_versions: ["1.0", "2.0"],
          },
        }
      : {}),
  };
}

function extraClaims({ platform, person }: LaunchInput): Claims {
  if (!platform.file.state.habits.extra_claims) return {};
  return {
    [claim("ext")]: { user_username: person.sub, lms: "practice-lms" },
    [claim("lti1p1")]: { user_id: person.sub },
    [claim("lis")]: { person_sourcedid: "", course_section_sourcedid: "" },
    "https://lms.dewaarden.example/claim/theme": { dark: false, columns: [1, 2, null] },
  };
}

/** Fills in the custom variables known here; others stay literally as `$...`, as on Moodle. */
function expanded(
  custom: Record<string, string>,
  input: LaunchInput,
  link: { id: string; title: string } | undefined,
): Record<string, string | null> {
  const { person, platform, launch } = input;
  const { share_name, share_email } = platform.file.state.habits;
  const item = itemOfLink(input);
  const values: Record<string, string | null | undefined> = {
    "$User.id": person.sub,
    "$User.username": person.sub,
    "$Person.sourcedId": "",
    "$Person.name.full": share_name ? fullName(person) : null,
    "$Person.email.primary": share_email ? person.email : null,
    "$Membership.role": launchRoles(input.role, platform.file.state.habits).join(","),
    "$Context.id": launch.course,
    "$Context.id.history": "",
    "$ResourceLink.id": link?.id,
    "$ResourceLink.title": link?.title,
    "$LineItem.url": item ? lineItemUrl(platform.origin, item) : undefined,
  };
  return Object.fromEntries(
    Object.entries(custom).map(([name, text]) => {
      const value = values[text];
      return [name, value === undefined ? text : value];
    }),
  );
}
