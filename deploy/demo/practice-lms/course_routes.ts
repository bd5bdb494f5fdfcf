// Routes of the pages people see: start, courses, activities, launches.

import { html } from "../shared/html.ts";
import {
  HttpError,
  formOf,
  redirect,
  type Handler,
  type Reply,
  type Request,
  type Router,
} from "../shared/http.ts";
import { takeDeepLinkReturn } from "./deep_linking.ts";
import { sendLogin, startLogin } from "./login.ts";
import {
  activityPage,
  coursePage,
  deepLinkPage,
  gradesPage,
  membersPage,
  messageData,
  type InCourse,
} from "./pages/course.ts";
import { lmsPage } from "./pages/layout.ts";
import { coursesPage, startPage } from "./pages/start.ts";
import { courseOf, linkById, personOf, roleIn, toolById, type Platform } from "./platform.ts";
import { mayTeach } from "./roles.ts";
import { sessionCookie, sessionOf } from "./sessions.ts";
import type { ResourceLink } from "./state.ts";
import { LoginNeeded, isUnderOtherName, needUser, ownForm } from "./web_guard.ts";

/** A page for logged-in people; others choose first who they are. */
export const signedIn =
  (handler: Handler): Handler =>
  async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      if (error instanceof LoginNeeded) return redirect("/");
      throw error;
    }
  };

function inCourse(platform: Platform, request: Request): InCourse {
  const user = needUser(platform, request);
  const course = courseOf(platform, request.params["course"] ?? "");
  if (!roleIn(platform, course.id, user))
    throw new HttpError(403, "Je doet niet mee aan deze cursus.");
  return { platform, course, user };
}

function linkIn(at: InCourse, request: Request): ResourceLink {
  const link = linkById(at.platform, Number(request.params["link"]));
  if (!link || link.course !== at.course.id)
    throw new HttpError(404, "Deze activiteit bestaat niet.");
  return link;
}

const targetOf = (request: Request) =>
  request.query.get("target") === "window" ? "window" : "iframe";

function needActive(platform: Platform, tool: number): void {
  if (toolById(platform, tool)?.status !== "active")
    throw new HttpError(403, "De beheerder heeft deze tool nog niet geactiveerd.");
}

function launchLink(platform: Platform, request: Request): Reply {
  const at = inCourse(platform, request);
  const link = linkIn(at, request);
  needActive(platform, link.tool);
  return sendLogin(
    startLogin(platform, {
      user: at.user,
      course: at.course.id,
      tool: link.tool,
      link: link.id,
      message: "LtiResourceLinkRequest",
      target: targetOf(request),
    }),
  );
}

function launchDeepLink(platform: Platform, request: Request): Reply {
  const at = inCourse(platform, request);
  if (!mayTeach(roleIn(platform, at.course.id, at.user)))
    throw new HttpError(403, "Alleen docenten voegen activiteiten toe.");
  const tool = Number(request.query.get("tool"));
  needActive(platform, tool);
  return sendLogin(
    startLogin(platform, {
      user: at.user,
      course: at.course.id,
      tool,
      message: "LtiDeepLinkingRequest",
      target: targetOf(request),
    }),
  );
}

async function deepLinkReturn(platform: Platform, request: Request): Promise<Reply> {
  const result = await takeDeepLinkReturn(platform, request);
  const course = `/courses/${result.course}`;
  const text =
    result.error ??
    result.message ??
    (result.added === 0 ? "Er is niets gekozen." : `${result.added} toegevoegd.`);
  return lmsPage(
    platform,
    { title: "Terug naar de cursus", path: course, script: "returned.js", data: { course } },
    html`<p role="status">${text}</p><p><a href="${course}" target="_top">Naar de cursus</a></p>`,
  );
}

function login(platform: Platform, request: Request): Reply {
  const sub = formOf(request).get("user") ?? "";
  const person = personOf(platform, sub);
  if (!person) throw new HttpError(400, "Deze persoon bestaat niet.");
  const { secret, habits } = platform.file.state;
  const mine = platform.school.courses.filter((c) => roleIn(platform, c.id, sub));
  const next = mine.length === 1 && mine[0] ? `/courses/${mine[0].id}` : "/courses";
  platform.log("logged_in", { courses: mine.length });
  return redirect(next, { "Set-Cookie": sessionCookie(secret, habits, sub) });
}

function logout(platform: Platform, request: Request): Reply {
  ownForm(platform, request, needUser(platform, request));
  const { secret, habits } = platform.file.state;
  return redirect("/", { "Set-Cookie": sessionCookie(secret, habits, undefined) });
}

function start(platform: Platform, request: Request): Reply {
  if (isUnderOtherName(platform, request)) return redirect(`${platform.origin}/`);
  const user = sessionOf(platform.file.state.secret, request);
  return user !== undefined && personOf(platform, user)
    ? redirect("/courses")
    : startPage(platform);
}

export function addCourseRoutes(router: Router, platform: Platform): void {
  const get = (pattern: string, handler: Handler) => router.on("GET", pattern, signedIn(handler));
  router.on("GET", "/", (r) => start(platform, r));
  router.on("POST", "/login", (r) => login(platform, r));
  router.on(
    "POST",
    "/logout",
    signedIn((r) => logout(platform, r)),
  );
  get("/courses", (r) => coursesPage(platform, needUser(platform, r)));
  get("/courses/:course", (r) => coursePage(inCourse(platform, r)));
  // Where launch_presentation.return_url leads; a tool may add a message for the person.
  get("/courses/:course/return", (r) =>
    coursePage(
      inCourse(platform, r),
      r.query.get("lti_errormsg") ?? r.query.get("lti_msg") ?? "Je bent terug in de cursus.",
    ),
  );
  get("/courses/:course/members", (r) => membersPage(inCourse(platform, r)));
  get("/courses/:course/grades", (r) => gradesPage(inCourse(platform, r)));
  get("/courses/:course/activities/:link", (r) => {
    const at = inCourse(platform, r);
    return activityPage(at, linkIn(at, r));
  });
  get("/courses/:course/activities/:link/launch", (r) => launchLink(platform, r));
  get("/courses/:course/deep-link", (r) => deepLinkPage(inCourse(platform, r)));
  get("/courses/:course/deep-link/launch", (r) => launchDeepLink(platform, r));
  router.on("POST", "/courses/:course/deep-link/return", (r) => deepLinkReturn(platform, r));
  router.on("GET", "/storage-frame", () =>
    lmsPage(
      platform,
      {
        title: "Opslag",
        path: "/storage-frame",
        script: "messages.js",
        data: { ...messageData(platform), storage: "this-frame" },
      },
      html``,
    ),
  );
}
