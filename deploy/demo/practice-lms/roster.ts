// Names and roles of a course (NRPS 2.0), page by page.

import { HttpError, json, type Reply, type Request } from "../shared/http.ts";
import { personalData } from "./claims.ts";
import { courseOf, linkById, membersOf, type Platform } from "./platform.ts";
import { rosterRoles } from "./roles.ts";
import { linkHeader, needMediaType, nextUrl, pageOf } from "./service_rules.ts";
import { callingTool } from "./token.ts";
import { mediaTypes, scopes } from "./vocabulary.ts";

const coreRole = (text: string) =>
  text.replace("http://purl.imsglobal.org/vocab/lis/v2/membership#", "");

export function listMembers(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.members);
  needMediaType(platform, request, "accept", mediaTypes.members);
  const course = courseOf(platform, request.params["course"] ?? "");
  const link = request.query.get("rlid");
  if (link !== null) {
    const found = /^\d+$/.test(link) ? linkById(platform, Number(link)) : undefined;
    if (!found || found.course !== course.id || found.tool !== tool.id)
      throw new HttpError(404, "no such resource link");
  }
  const { habits } = platform.file.state;
  const role = request.query.get("role");
  const members = membersOf(platform, course.id)
    .map((m) => ({ ...m, roles: rosterRoles(m.role, habits) }))
    .filter((m) => role === null || m.roles.map(coreRole).includes(coreRole(role)));
  const page = pageOf(request, members, habits.roster_page_size);
  const drop = habits.lossy_next_links ? ["role", "rlid"] : [];
  const self = new URL(request.path, platform.origin);
  self.search = request.query.toString();
  const body = {
    id: self.href,
    context: { id: course.id, label: course.label, title: course.title },
    members: page.items.map((m) => ({
      user_id: m.person.sub,
      status: "Active",
      roles: m.roles,
      ...personalData(platform, m.person),
      ...(habits.extra_claims ? { ext_user_username: m.person.sub } : {}),
    })),
  };
  return json(200, body, {
    "Content-Type": `${mediaTypes.members}; charset=utf-8`,
    ...(page.next === undefined
      ? {}
      : { Link: linkHeader({ next: nextUrl(platform, request, page, drop) }) }),
  });
}
