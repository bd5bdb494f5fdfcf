// Scores and results of AGS 2.0 (sections 3.3 and 3.4).

import { HttpError, json, type Reply, type Request } from "../shared/http.ts";
import { itemOf } from "./line_items.ts";
import { roleIn, type Platform } from "./platform.ts";
import { jsonBody, linkHeader, needMediaType, nextUrl, pageOf } from "./service_rules.ts";
import { lineItemUrl, resultUrl } from "./service_urls.ts";
import type { LineItem, Result } from "./state.ts";
import { callingTool } from "./token.ts";
import { mediaTypes, scopes } from "./vocabulary.ts";

const activities = ["Initialized", "Started", "InProgress", "Submitted", "Completed"];
const gradings = ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"];
const zonedTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;

interface Score {
  readonly user: string;
  readonly timestamp: string;
  readonly activity: string;
  readonly grading: string;
  /** On the scale of the line item. */
  readonly score?: number;
  readonly comment?: string;
  readonly submitted?: string;
}

function timeOf(text: string, name: string): string {
  if (!zonedTime.test(text) || Number.isNaN(Date.parse(text)))
    throw new HttpError(400, `${name} must be a time with a zone`);
  return text;
}

/** When the student handed in, if the tool says so (AGS 2.0, section 3.4.8). */
function submittedOf(body: Record<string, unknown>): { submitted?: string } {
  const submission = body["submission"];
  if (typeof submission !== "object" || submission === null) return {};
  const at = (submission as Record<string, unknown>)["submittedAt"];
  return typeof at === "string" ? { submitted: timeOf(at, "submittedAt") } : {};
}

function textOf(body: Record<string, unknown>, name: string, oneOf?: readonly string[]): string {
  const value = body[name];
  if (typeof value !== "string" || value === "" || (oneOf && !oneOf.includes(value))) {
    throw new HttpError(400, `${name} is missing or wrong`);
  }
  return value;
}

function readScore(body: Record<string, unknown>, item: LineItem): Score {
  const timestamp = timeOf(textOf(body, "timestamp"), "timestamp");
  const given = body["scoreGiven"];
  const maximum = body["scoreMaximum"];
  const comment = body["comment"];
  if (comment !== undefined && comment !== null && typeof comment !== "string")
    throw new HttpError(400, "comment must be a text");
  const common = {
    user: textOf(body, "userId"),
    timestamp,
    activity: textOf(body, "activityProgress", activities),
    grading: textOf(body, "gradingProgress", gradings),
    ...(typeof comment === "string" ? { comment } : {}),
    ...submittedOf(body),
  };
  if (given === undefined || given === null) return common;
  if (typeof given !== "number" || given < 0)
    throw new HttpError(400, "scoreGiven must be a number from 0");
  if (typeof maximum !== "number" || !(maximum > 0))
    throw new HttpError(400, "scoreMaximum is needed with scoreGiven");
  return { ...common, score: Math.min((given / maximum) * item.scoreMaximum, item.scoreMaximum) };
}

/** The new time must be later than the last one; on Moodle later by whole seconds. */
function isLater(platform: Platform, next: string, last: string): boolean {
  const unit = platform.file.state.habits.whole_second_scores ? 1000 : 1;
  return Math.floor(Date.parse(next) / unit) > Math.floor(Date.parse(last) / unit);
}

export function postScore(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.score);
  needMediaType(platform, request, "content-type", mediaTypes.score);
  const item = itemOf(platform, request, tool);
  const score = readScore(jsonBody(request), item);
  if (roleIn(platform, item.course, score.user) !== "student") return json(400, []);
  const { results, habits } = platform.file.state;
  const last = results.find((r) => r.item === item.id && r.user === score.user);
  if (last && !isLater(platform, score.timestamp, last.timestamp)) {
    platform.log("score_refused", { tool: tool.id, item: item.id, reason: "not_later" });
    throw new HttpError(409, "the timestamp is not later than that of the last score");
  }
  const counts = score.grading === "FullyGraded" || !habits.only_final_grades;
  const result: Result = {
    item: item.id,
    user: score.user,
    timestamp: score.timestamp,
    activity: score.activity,
    grading: score.grading,
    ...(counts && score.score !== undefined ? { score: score.score } : {}),
    ...(score.comment !== undefined ? { comment: score.comment } : {}),
    ...(score.submitted !== undefined ? { submitted: score.submitted } : {}),
  };
  if (last) results.splice(results.indexOf(last), 1, result);
  else results.push(result);
  platform.scoresTaken.push(result);
  platform.file.save();
  platform.log("score_taken", { tool: tool.id, item: item.id, graded: result.score !== undefined });
  return { status: 200 };
}

export function listResults(platform: Platform, request: Request): Reply {
  const tool = callingTool(platform, request, scopes.result);
  needMediaType(platform, request, "accept", mediaTypes.results);
  if (request.query.has("limit") && platform.file.state.habits.results_limit_fails) {
    throw new HttpError(404, "limit is not possible here");
  }
  const item = itemOf(platform, request, tool);
  const user = request.query.get("user_id");
  const found = platform.file.state.results.filter(
    (r) =>
      r.item === item.id &&
      (user === null || r.user === user) &&
      (r.score !== undefined || r.comment !== undefined),
  );
  const page = pageOf(request, found, 0);
  const body = page.items.map((r) => ({
    id: resultUrl(platform.origin, item, r.user),
    scoreOf: lineItemUrl(platform.origin, item),
    userId: r.user,
    resultMaximum: item.scoreMaximum,
    ...(r.score === undefined ? {} : { resultScore: r.score }),
    ...(r.comment === undefined ? {} : { comment: r.comment }),
  }));
  return json(200, body, {
    "Content-Type": `${mediaTypes.results}; charset=utf-8`,
    ...(page.next === undefined
      ? {}
      : { Link: linkHeader({ next: nextUrl(platform, request, page) }) }),
  });
}
