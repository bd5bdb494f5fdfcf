// Line items of AGS 2.0 (section 3.2), with the peculiarities of Moodle as habits.

import { HttpError, json, type Reply, type Request } from "../shared/http.ts";
import { courseOf, linkById, type Platform } from "./platform.ts";
import {
  jsonBody,
  linkHeader,
  needMediaType,
  nextUrl,
  pageOf,
  typographicLinkHeader,
} from "./service_rules.ts";
import { lineItemUrl } from "./service_urls.ts";
import type { LineItem, Tool } from "./state.ts";
import { callingTool } from "./token.ts";
import { mediaTypes, scopes } from "./vocabulary.ts";

const lineItemJson = (platform: Platform, item: LineItem) => ({
  id: lineItemUrl(platform.origin, item),
  label: item.label,
  scoreMaximum: item.scoreMaximum,
  ...(item.link === undefined ? {} : { resourceLinkId: String(item.link) }),
  ...(item.resourceId === undefined ? {} : { resourceId: item.resourceId }),
  ...(item.tag === undefined ? {} : { tag: item.tag }),
  ...(item.startDateTime === undefined ? {} : { startDateTime: item.startDateTime }),
  ...(item.endDateTime === undefined ? {} : { endDateTime: item.endDateTime }),
});

/** The item of the request's address; another tool's item is forbidden, an unknown one not found. */
export function itemOf(platform: Platform, request: Request, tool: Tool): LineItem {
  const item = platform.file.state.line_items.find((i) => String(i.id) === request.params["item"]);
  if (!item || item.course !== request.params["course"])
    throw new HttpError(404, "no such line item");
  if (item.tool !== tool.id) throw new HttpError(403, "the line item is of another tool");
  return item;
}

export function listLineItems(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.lineItem, scopes.lineItemRead);
  needMediaType(platform, request, "accept", mediaTypes.lineItems);
  const course = courseOf(platform, request.params["course"] ?? "");
  const same = (name: string, value: string | undefined) => {
    const wanted = request.query.get(name);
    return wanted === null || wanted === value;
  };
  const found = platform.file.state.line_items.filter(
    (i) =>
      i.course === course.id &&
      i.tool === tool.id &&
      same("resource_id", i.resourceId) &&
      same("tag", i.tag) &&
      same("resource_link_id", i.link === undefined ? undefined : String(i.link)),
  );
  const page = pageOf(request, found, 0);
  const self = new URL(request.path, platform.origin);
  self.search = request.query.toString();
  const links = {
    first: self.href,
    canonical: self.href,
    ...(page.next === undefined ? {} : { next: nextUrl(platform, request, page) }),
  };
  const write = platform.file.state.habits.typographic_links ? typographicLinkHeader : linkHeader;
  return json(
    200,
    page.items.map((i) => lineItemJson(platform, i)),
    {
      "Content-Type": `${mediaTypes.lineItems}; charset=utf-8`,
      ...(request.query.has("limit") ? { Link: write(links) } : {}),
    },
  );
}

const optionalTexts = { resourceId: 512, tag: 255, startDateTime: 64, endDateTime: 64 } as const;

/** The members of a line item in a body, checked; members left out are cleared. */
function readLineItem(
  platform: Platform,
  course: string,
  tool: Tool,
  body: Record<string, unknown>,
) {
  const label = body["label"];
  const maximum = body["scoreMaximum"];
  if (typeof label !== "string" || label === "" || label.length > 255)
    throw new HttpError(400, "label is missing or too long");
  if (typeof maximum !== "number" || !(maximum > 0))
    throw new HttpError(400, "scoreMaximum must be above zero");
  const texts: Partial<Record<keyof typeof optionalTexts, string>> = {};
  for (const [name, longest] of Object.entries(optionalTexts) as [
    keyof typeof optionalTexts,
    number,
  ][]) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string" || value.length > longest)
      throw new HttpError(400, `${name} must be a shorter text`);
    texts[name] = value;
  }
  const wanted = body["resourceLinkId"];
  if (wanted === undefined || wanted === null) return { label, scoreMaximum: maximum, ...texts };
  const link = linkById(platform, Number(wanted));
  if (!link || link.course !== course || link.tool !== tool.id)
    throw new HttpError(403, "resourceLinkId is of another tool or course");
  return { label, scoreMaximum: maximum, ...texts, link: link.id };
}

const itemReply = (platform: Platform, status: number, item: LineItem) =>
  json(status, lineItemJson(platform, item), {
    "Content-Type": `${mediaTypes.lineItem}; charset=utf-8`,
  });

export function createLineItem(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.lineItem);
  needMediaType(platform, request, "content-type", mediaTypes.lineItem);
  const course = courseOf(platform, request.params["course"] ?? "");
  const read = readLineItem(platform, course.id, tool, jsonBody(request));
  const item: LineItem = { id: platform.file.newId(), course: course.id, tool: tool.id, ...read };
  platform.file.state.line_items.push(item);
  platform.file.save();
  platform.log("line_item_created", { course: course.id, tool: tool.id, item: item.id });
  return itemReply(platform, 201, item);
}

export function getLineItem(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.lineItem, scopes.lineItemRead);
  needMediaType(platform, request, "accept", mediaTypes.lineItem);
  return itemReply(platform, 200, itemOf(platform, request, tool));
}

export function putLineItem(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.lineItem);
  needMediaType(platform, request, "content-type", mediaTypes.lineItem);
  const old = itemOf(platform, request, tool);
  const read = readLineItem(platform, old.course, tool, jsonBody(request));
  const item: LineItem = { id: old.id, course: old.course, tool: old.tool, ...read };
  platform.file.state.line_items[platform.file.state.line_items.indexOf(old)] = item;
  platform.file.save();
  return itemReply(platform, 200, item);
}

export function deleteLineItem(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.lineItem);
  const item = itemOf(platform, request, tool);
  const { state } = platform.file;
  state.line_items = state.line_items.filter((i) => i !== item);
  state.results = state.results.filter((r) => r.item !== item.id);
  platform.file.save();
  return { status: 204 };
}
