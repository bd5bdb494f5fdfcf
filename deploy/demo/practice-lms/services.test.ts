// Token endpoint, line items, scores, results, roster, deep linking: server to server.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import type { JWTPayload } from "jose";
import {
  accessToken,
  addedTool,
  askToken,
  assertionClaims,
  launchedClaims,
  postJson,
  signedByTool,
  startWorld,
  type World,
} from "./fake_tool.ts";
import { newKeyPair } from "./keys.ts";
import type { Tool } from "./state.ts";
import { agsClaim, claim, deepLinkClaim, mediaTypes, nrpsClaim, scopes } from "./vocabulary.ts";

let world: World;
let tool: Tool;
const course = "zorg-deeltijd";

before(async () => {
  world = await startWorld();
  tool = await addedTool(world);
});
after(() => world.stop());
beforeEach(() => postJson(world, "/admin/habits", { preset: "moodle" }));

const tokenError = async (response: Response) => ({
  status: response.status,
  error: ((await response.json()) as { error?: string }).error,
});

test("Given_a_good_assertion_When_a_token_is_asked_Then_it_has_the_known_scopes_only", async () => {
  const assertion = await signedByTool(world, assertionClaims(world, tool));
  const response = await askToken(world, assertion, {
    scope: `${scopes.score} https://unknown.example/scope`,
  });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/html/);
  const body = (await response.json()) as Record<string, unknown>;
  assert.equal(body["scope"], scopes.score);
  assert.equal(body["expires_in"], 3600);
  assert.deepEqual(
    await tokenError(await askToken(world, assertion)),
    { status: 401, error: "invalid_client" },
    "jti was used",
  );
});

test("Given_bad_assertions_When_a_token_is_asked_Then_each_is_refused", async () => {
  await postJson(world, "/admin/habits", { checks_assertion_audience: true });
  const now = Math.floor(Date.now() / 1000);
  const bad: JWTPayload[] = [
    { iat: now + 30 },
    { exp: now - 1 },
    { exp: now + 3600 },
    { sub: "other" },
    { iss: "other" },
    { jti: "" },
    { aud: world.origin },
    { aud: [`${world.origin}/lti/token`, "other"] },
  ];
  for (const change of bad) {
    const response = await askToken(
      world,
      await signedByTool(world, assertionClaims(world, tool, change)),
    );
    assert.deepEqual(
      await tokenError(response),
      { status: 401, error: "invalid_client" },
      JSON.stringify(change),
    );
  }
  const claims = assertionClaims(world, tool);
  const foreign = { ...world, toolKey: { ...(await newKeyPair()), kid: world.toolKey.kid ?? "" } };
  const unknownKid = await signedByTool(world, claims, { kid: "unknown" });
  for (const assertion of [await signedByTool(foreign, claims), unknownKid, "a.b.c", ""]) {
    assert.deepEqual(await tokenError(await askToken(world, assertion)), {
      status: 401,
      error: "invalid_client",
    });
  }
});

test("Given_wrong_forms_When_a_token_is_asked_Then_the_error_says_which", async () => {
  const ask = async (form: Record<string, string>) =>
    (
      await tokenError(
        await askToken(world, await signedByTool(world, assertionClaims(world, tool)), form),
      )
    ).error;
  assert.equal(await ask({ grant_type: "password" }), "unsupported_grant_type");
  assert.equal(await ask({ client_assertion_type: "x" }), "invalid_request");
  assert.equal(await ask({ scope: "https://unknown.example/scope" }), "invalid_scope");
});

async function call(url: string, method: string, type: string, body?: unknown, token?: string) {
  return fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${token ?? (await accessToken(world, tool))}`,
      ...(body === undefined ? { Accept: type } : { "Content-Type": type }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function lineItems(): Promise<string> {
  const ags = (await launchedClaims(world, "teacher-02", course))[agsClaim] as Record<
    string,
    string
  >;
  return ags["lineitems"] ?? "";
}

async function newItem(more: object = {}): Promise<string> {
  const made = await call(await lineItems(), "POST", mediaTypes.lineItem, {
    label: "Eindgesprek",
    scoreMaximum: 10,
    ...more,
  });
  assert.equal(made.status, 201);
  return ((await made.json()) as { id: string }).id;
}

const scoresOf = (item: string) => {
  const url = new URL(item);
  url.pathname += "/scores";
  return url.href;
};

const score = (timestamp: string, more: object = {}) => ({
  userId: "student-002",
  timestamp,
  activityProgress: "Completed",
  gradingProgress: "FullyGraded",
  scoreGiven: 8,
  scoreMaximum: 10,
  ...more,
});

test("Given_a_score_When_another_comes_in_the_same_second_or_before_Then_it_conflicts", async () => {
  const item = await newItem();
  const post = async (body: object) =>
    (await call(scoresOf(item), "POST", mediaTypes.score, body)).status;
  assert.equal(await post(score("2026-05-01T09:30:00.123Z")), 200);
  assert.equal(await post(score("2026-05-01T09:30:00.900Z")), 409);
  assert.equal(await post(score("2026-05-01T11:29:59+02:00")), 409);
  assert.equal(await post(score("2026-05-01T09:30:01.000Z")), 200);
  await postJson(world, "/admin/habits", { whole_second_scores: false });
  assert.equal(await post(score("2026-05-01T09:30:01.001Z")), 200);
  assert.equal(await post(score("2026-05-01T09:30:01.001Z")), 409);
});

test("Given_scores_on_other_scales_When_read_back_Then_they_are_scaled_clamped_or_wiped", async () => {
  const item = await newItem();
  const results = async () => {
    const url = new URL(item);
    url.pathname += "/results";
    return (await (await call(url.href, "GET", mediaTypes.results)).json()) as Record<
      string,
      unknown
    >[];
  };
  const post = async (second: number, more: object) =>
    call(scoresOf(item), "POST", mediaTypes.score, score(`2026-05-01T09:30:0${second}Z`, more));
  await post(1, { scoreGiven: 40, scoreMaximum: 50, comment: "Akkoord" });
  assert.deepEqual(
    (await results()).map((r) => [r["resultScore"], r["comment"]]),
    [[8, "Akkoord"]],
  );
  await post(2, { scoreGiven: 12 });
  assert.deepEqual(
    (await results()).map((r) => r["resultScore"]),
    [10],
  );
  await post(3, { gradingProgress: "Pending" });
  assert.deepEqual(await results(), []);
  const notGradable = await post(4, { userId: "teacher-02" });
  assert.equal(notGradable.status, 400);
  assert.equal(await notGradable.text(), "[]");
  for (const more of [
    { timestamp: "2026-05-01T09:30:09" },
    { scoreMaximum: undefined },
    { activityProgress: "Done" },
    { scoreGiven: -1 },
  ]) {
    assert.equal((await post(5, more)).status, 400, JSON.stringify(more));
  }
});

test("Given_line_items_When_listed_changed_and_deleted_Then_moodles_rules_hold", async () => {
  const link = world.lms.platform.file.state.links.find((l) => l.course === course);
  const item = await newItem({
    resourceLinkId: String(link?.id),
    resourceId: "dossier-4",
    tag: "final",
  });
  const claims = (await launchedClaims(world, "student-002", course))[agsClaim] as Record<
    string,
    string
  >;
  assert.equal(claims["lineitem"], item);
  const list = `${await lineItems()}&resource_id=dossier-4&limit=1`;
  assert.equal((await call(list, "GET", "application/json")).status, 400);
  const listed = await call(list, "GET", mediaTypes.lineItems);
  assert.equal(((await listed.json()) as unknown[]).length, 1);
  assert.match(
    Buffer.from(listed.headers.get("link") ?? "", "latin1").toString("utf8"),
    /&amp;.*rel=“first”/,
  );
  const other = await call(item, "PUT", mediaTypes.lineItem, {
    label: "x",
    scoreMaximum: 10,
    resourceLinkId: "9999",
  });
  assert.equal(other.status, 403);
  const put = (await (
    await call(item, "PUT", mediaTypes.lineItem, { label: "Nieuw", scoreMaximum: 20 })
  ).json()) as Record<string, unknown>;
  assert.deepEqual(
    [put["label"], put["resourceLinkId"], put["tag"]],
    ["Nieuw", undefined, undefined],
  );
  assert.equal((await call(item, "DELETE", "*/*")).status, 204);
  assert.equal((await call(item, "GET", mediaTypes.lineItem)).status, 404);
});

test("Given_a_service_call_When_token_scope_or_tool_is_wrong_Then_it_is_refused", async () => {
  const url = await lineItems();
  assert.equal((await call(url, "GET", mediaTypes.lineItems, undefined, "made-up")).status, 401);
  const scoreOnly = await accessToken(world, tool, scopes.score);
  assert.equal((await call(url, "GET", mediaTypes.lineItems, undefined, scoreOnly)).status, 401);
  assert.equal(
    (await call(url.replace(/type_id=\d+/, "type_id=9999"), "GET", mediaTypes.lineItems)).status,
    403,
  );
});

interface Members {
  readonly members: { user_id: string; roles: string[]; email?: string }[];
}

async function membersUrl(): Promise<string> {
  const nrps = (await launchedClaims(world, "teacher-02", course))[nrpsClaim] as Record<
    string,
    string
  >;
  return nrps["context_memberships_url"] ?? "";
}

const nextOf = (response: Response) =>
  /<([^>]*)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];

test("Given_a_roster_When_read_by_pages_Then_everybody_comes_once_with_short_roles", async () => {
  const seen: string[] = [];
  let url: string | undefined = `${await membersUrl()}&limit=7`;
  let pages = 0;
  while (url !== undefined && pages < 10) {
    const response: Response = await call(url, "GET", mediaTypes.members);
    const body = (await response.json()) as Members;
    seen.push(...body.members.map((m) => m.user_id));
    url = nextOf(response);
    pages += 1;
  }
  assert.equal(seen.length, new Set(seen).size);
  assert.equal(
    seen.length,
    world.lms.platform.school.people.filter((p) => p.courses[course]).length,
  );
  assert.equal(pages, Math.ceil(seen.length / 7));
});

test("Given_a_roster_When_filtered_Then_role_and_link_count_and_the_quirk_shows", async () => {
  const all = (await (await call(await membersUrl(), "GET", mediaTypes.members)).json()) as Members;
  assert.deepEqual(all.members.find((m) => m.user_id === "teacher-04")?.roles, ["Learner"]);
  const teachers = await call(
    `${await membersUrl()}&role=Instructor&limit=1`,
    "GET",
    mediaTypes.members,
  );
  assert.doesNotMatch(nextOf(teachers) ?? "", /role=/);
  assert.equal(
    (await call(`${await membersUrl()}&rlid=abc`, "GET", mediaTypes.members)).status,
    404,
  );
  await postJson(world, "/admin/habits", { preset: "plain", share_email: false });
  const plain = (await (
    await call(`${await membersUrl()}&limit=100`, "GET", "application/json")
  ).json()) as Members;
  const quirky = plain.members.find((m) => m.user_id === "teacher-04");
  assert.deepEqual(quirky?.roles, ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]);
  assert.equal(quirky?.email, undefined);
});

async function deepLinkAnswer(
  change: JWTPayload = {},
  items: unknown[] = [
    {
      type: "ltiResourceLink",
      title: "Stage",
      custom: { item: "dossier-4" },
      lineItem: { scoreMaximum: 10, resourceId: "dossier-4" },
    },
  ],
) {
  const request = await launchedClaims(world, "teacher-02", course, {
    message: "LtiDeepLinkingRequest",
  });
  assert.equal(request[claim("message_type")], "LtiDeepLinkingRequest");
  const settings = request[deepLinkClaim("deep_linking_settings")] as Record<string, string>;
  const now = Math.floor(Date.now() / 1000);
  const answer = await signedByTool(world, {
    iss: tool.client_id,
    aud: world.origin,
    iat: now - 5,
    exp: now + 60,
    nonce: crypto.randomUUID(),
    [claim("message_type")]: "LtiDeepLinkingResponse",
    [claim("version")]: "1.3.0",
    [claim("deployment_id")]: tool.deployment_id,
    [deepLinkClaim("content_items")]: items,
    ...change,
  });
  const post = () =>
    fetch(settings["deep_link_return_url"] ?? "", {
      method: "POST",
      body: new URLSearchParams({ JWT: answer }),
    });
  return { first: await post(), again: post };
}

test("Given_a_choice_When_it_comes_back_signed_Then_the_link_and_its_item_are_there_once", async () => {
  const before = world.lms.platform.file.state.links.length;
  const { first, again } = await deepLinkAnswer();
  assert.equal(first.status, 200, await first.clone().text());
  const { links, line_items } = world.lms.platform.file.state;
  const link = links.at(-1);
  assert.equal(links.length, before + 1);
  assert.deepEqual(link?.custom, { item: "dossier-4" });
  assert.equal(line_items.at(-1)?.link, link?.id);
  assert.equal((await again()).status, 400);
  const launched = await launchedClaims(world, "student-002", course, { link: link?.id });
  assert.equal((launched[claim("custom")] as Record<string, string>)["item"], "dossier-4");
});

test("Given_a_wrong_choice_When_it_comes_back_Then_nothing_is_added", async () => {
  const before = world.lms.platform.file.state.links.length;
  const good = { type: "ltiResourceLink", title: "ok" };
  const bad: [JWTPayload, unknown[]?][] = [
    [{ aud: "other" }],
    [{ iss: "other" }],
    [{ [claim("deployment_id")]: "other" }],
    [{ nonce: "" }],
    [{}, [good, { type: "html" }]],
    [{}, [good, { ...good, custom: { a: {} } }]],
    [{}, [good, { ...good, url: "https://evil.example/" }]],
    [{}, [{ ...good, lineItem: { scoreMaximum: 2.5 } }]],
  ];
  for (const [change, items] of bad)
    assert.equal(
      (await deepLinkAnswer(change, items)).first.status,
      400,
      JSON.stringify([change, items]),
    );
  assert.equal(world.lms.platform.file.state.links.length, before);
});

test("Given_faults_When_services_are_called_Then_they_fail_as_asked_and_only_they", async () => {
  const token = await accessToken(world, tool, scopes.score);
  const url = `${world.origin}/services/${course}/lineitems?type_id=${tool.id}`;
  const ask = () => fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  const faults = (change: Record<string, unknown>) => postJson(world, "/admin/faults", change);

  await faults({ error_share: 1 });
  assert.equal((await ask()).status, 503);
  await faults({ busy_share: 1, retry_after: 7 });
  const busy = await ask();
  assert.equal(busy.status, 429);
  assert.equal(busy.headers.get("retry-after"), "7");
  await faults({ lost_share: 1 });
  await assert.rejects(ask());
  await faults({ down: true });
  await assert.rejects(ask());
  assert.equal((await fetch(`${world.origin}/lti/keys`)).status, 200);
  assert.equal((await faults({ error_share: 0.6, lost_share: 0.6 })).status, 400);
  assert.equal((await faults({ rain: 1 })).status, 400);

  await faults({});
  assert.notEqual((await ask()).status, 503);
});

test("Given_answers_that_are_lost_When_a_score_is_posted_Then_it_was_taken_all_the_same", async () => {
  const items = await accessToken(world, tool, scopes.lineItem);
  const made = await fetch(`${world.origin}/services/${course}/lineitems?type_id=${tool.id}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${items}`, "Content-Type": mediaTypes.lineItem },
    body: JSON.stringify({ label: "Verloren antwoord", scoreMaximum: 10 }),
  });
  const { id } = (await made.json()) as { id: string };
  const url = new URL(id);
  url.pathname += "/scores";
  const score = await accessToken(world, tool, scopes.score);
  await postJson(world, "/admin/faults", { lost_share: 1 });
  await assert.rejects(
    fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${score}`, "Content-Type": mediaTypes.score },
      body: JSON.stringify({
        userId: "student-002",
        timestamp: "2026-05-01T09:30:00.123Z",
        activityProgress: "Completed",
        gradingProgress: "FullyGraded",
        scoreGiven: 7.5,
        scoreMaximum: 10,
        submission: { submittedAt: "2026-04-29T14:00:00.000Z" },
      }),
    }),
  );
  await postJson(world, "/admin/faults", {});

  const taken = (await (await fetch(`${world.origin}/admin/scores`)).json()) as {
    scores: { user: string; score: number; submitted: string }[];
  };
  const last = taken.scores.at(-1);
  assert.equal(last?.user, "student-002");
  assert.equal(last?.score, 7.5);
  assert.equal(last?.submitted, "2026-04-29T14:00:00.000Z");
});
