// Login initiation, authentication request and id_token.

import assert from "node:assert/strict";
import { createHmac, createPublicKey, type JsonWebKey } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import {
  addedTool,
  authenticationRequest,
  authorizeWith,
  beginLaunch,
  launchedClaims,
  postJson,
  startWorld,
  type World,
} from "./fake_tool.ts";
import type { Tool } from "./state.ts";
import { agsClaim, claim, nrpsClaim } from "./vocabulary.ts";

let world: World;
let tool: Tool;
const course = "zorg-deeltijd";
const student = "student-002";

before(async () => {
  world = await startWorld();
  tool = await addedTool(world);
});
after(() => world.stop());
beforeEach(() => postJson(world, "/admin/habits", { preset: "moodle" }));

const habits = (change: object) => postJson(world, "/admin/habits", change);

test("Given_another_name_of_this_machine_When_the_start_is_opened_Then_the_browser_is_sent_to_ours", async () => {
  const port = new URL(world.origin).port;
  const answer = await fetch(`http://localhost:${port}/`, { redirect: "manual" });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), `${world.origin}/`);
  assert.equal((await fetch(`${world.origin}/`, { redirect: "manual" })).status, 200);
});

test("Given_moodle_habits_When_a_launch_is_made_Then_the_token_is_signed_short_lived_and_complete", async () => {
  const login = await beginLaunch(world, student, course);
  assert.equal(login.method, "POST");
  assert.match(login.parameters["lti_message_hint"] ?? "", /^\{"cmid":\d+,"launchid":"/);
  const answer = await authorizeWith(world, authenticationRequest(world, login), login.cookie);
  assert.equal(answer.action, `${world.toolOrigin}/lti/launch`);
  assert.equal(answer.fields["state"], "state-1");
  const keySet = createRemoteJWKSet(new URL(`${world.origin}/lti/keys`));
  const { payload } = await jwtVerify(answer.fields["id_token"] ?? "", keySet, {
    issuer: world.origin,
    audience: tool.client_id,
  });
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 60);
  assert.equal(payload["nonce"], "nonce-1");
  assert.equal(payload["name"], "Samira Bouzid");
  assert.deepEqual(payload[claim("roles")], [
    "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner",
  ]);
  assert.equal(payload[claim("deployment_id")], tool.deployment_id);
  assert.ok(payload[agsClaim] && payload[nrpsClaim]);
  assert.deepEqual(payload[claim("custom")], {
    mail: "samira.bouzid@student.dewaarden.example",
    other: "$Unknown.variable",
  });
});

test("Given_a_message_hint_When_it_comes_back_twice_or_changed_Then_it_is_refused_here", async () => {
  const login = await beginLaunch(world, student, course);
  const changed = { lti_message_hint: `${login.parameters["lti_message_hint"]} ` };
  assert.equal(
    (await authorizeWith(world, authenticationRequest(world, login, changed), login.cookie)).status,
    400,
  );
  assert.equal(
    (await authorizeWith(world, authenticationRequest(world, login), login.cookie)).status,
    200,
  );
  const again = await authorizeWith(world, authenticationRequest(world, login), login.cookie);
  assert.equal(again.status, 400);
  assert.equal(again.action, undefined);
});

test("Given_a_wrong_request_When_errors_go_to_the_tool_Then_it_gets_the_error_and_its_state", async () => {
  await habits({ errors_stay_here: false, repost_without_cookie: false });
  const cases: [Record<string, string>, string][] = [
    [{ scope: "openid profile" }, "invalid_scope"],
    [{ response_type: "code" }, "unsupported_response_type"],
    [{ response_mode: "fragment" }, "invalid_request"],
    [{ prompt: "" }, "invalid_request"],
    [{ nonce: "" }, "invalid_request"],
    [{ lti_message_hint: "other" }, "invalid_request"],
    [{ login_hint: "student-001" }, "login_required"],
  ];
  for (const [change, error] of cases) {
    const login = await beginLaunch(world, student, course);
    const answer = await authorizeWith(
      world,
      authenticationRequest(world, login, change),
      login.cookie,
    );
    assert.equal(answer.fields["error"], error, JSON.stringify(change));
    assert.equal(answer.fields["state"], "state-1");
    assert.equal(answer.fields["id_token"], undefined);
  }
});

test("Given_a_foreign_redirect_or_client_When_asked_Then_nothing_is_sent_anywhere", async () => {
  await habits({ errors_stay_here: false });
  const login = await beginLaunch(world, student, course);
  const cases = [
    { redirect_uri: "https://evil.example/launch" },
    { redirect_uri: `${world.toolOrigin}/lti/launch?x=1` },
    { redirect_uri: `${world.toolOrigin}/lti/launch/` },
    { client_id: "other" },
  ];
  for (const change of cases) {
    const answer = await authorizeWith(
      world,
      authenticationRequest(world, login, change),
      login.cookie,
    );
    assert.equal(answer.status, 400, JSON.stringify(change));
    assert.equal(answer.action, undefined);
  }
  const twice = authenticationRequest(world, login);
  twice.append("state", "other");
  assert.equal((await authorizeWith(world, twice, login.cookie)).status, 400);
});

test("Given_no_session_cookie_When_asked_Then_the_request_is_posted_again_once_and_then_refused", async () => {
  const login = await beginLaunch(world, student, course);
  const first = await authorizeWith(world, authenticationRequest(world, login), "");
  assert.equal(first.action, `${world.origin}/lti/authorize`);
  assert.equal(first.fields["repost"], "1");
  const body = new URLSearchParams(first.fields);
  const withCookie = await fetch(first.action ?? "", {
    method: "POST",
    body,
    headers: { Cookie: login.cookie },
  });
  assert.match(await withCookie.text(), /name="id_token"/);
  const second = await authorizeWith(
    world,
    new URLSearchParams(first.fields),
    "practice_lms_session=student-002.forged",
  );
  assert.equal(second.fields["error"], "login_required");
});

test("Given_privacy_and_roles_When_launched_Then_claims_follow_the_habits", async () => {
  await habits({
    share_name: false,
    share_email: false,
    audience_array: true,
    extra_claims: false,
    short_tokens: false,
  });
  const hidden = await launchedClaims(world, "teacher-04", course);
  assert.equal(hidden["name"], undefined);
  assert.equal(hidden["email"], undefined);
  assert.deepEqual(hidden.aud, [tool.client_id]);
  assert.equal(hidden["azp"], tool.client_id);
  assert.equal((hidden[claim("custom")] as Record<string, unknown>)["mail"], null);
  assert.equal(hidden[claim("ext")], undefined);
  assert.deepEqual(hidden[claim("roles")], [
    "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
  ]);
  const admin = await launchedClaims(world, "admin-01", course);
  assert.equal((admin[claim("roles")] as string[]).length, 3);
});

test("Given_a_person_taken_out_of_the_course_When_launched_Then_access_is_denied", async () => {
  const login = await beginLaunch(world, student, course);
  await postJson(world, "/admin/enrolments", { user: student, course, role: null });
  const answer = await authorizeWith(world, authenticationRequest(world, login), login.cookie);
  assert.equal(answer.fields["error"], "access_denied");
  await postJson(world, "/admin/enrolments", { user: student, course, role: "student" });
});

async function forgedAnswer(change: object) {
  const response = await postJson(world, "/admin/forge", { user: student, course, change });
  assert.equal(response.status, 200, await response.text());
  const login = await beginLaunch(world, student, course);
  return authorizeWith(world, authenticationRequest(world, login), login.cookie);
}

const part = (token: string | undefined, index: number) =>
  Buffer.from(token?.split(".")[index] ?? "", "base64url").toString();

test("Given_a_forged_token_When_launched_Then_just_that_token_is_changed", async () => {
  const changed = await forgedAnswer({
    claims: { sub: null, [claim("version")]: "1.1" },
    remove: ["azp", "nonce"],
    times: { exp: -120 },
    form: { state: "other", extra: "1" },
    repeat: ["extra"],
  });
  const payload = JSON.parse(part(changed.fields["id_token"], 1)) as Record<string, unknown>;
  assert.equal(payload["sub"], null);
  assert.equal(payload["nonce"], undefined);
  assert.ok(Number(payload["exp"]) < Date.now() / 1000 - 100);
  assert.equal(changed.fields["state"], "other");
  assert.equal(changed.page.match(/name="extra"/g)?.length, 2);
  const clean = await launchedClaims(world, student, course);
  assert.equal(clean.sub, student);
});

test("Given_each_way_of_signing_When_forged_Then_the_signature_is_of_that_kind", async () => {
  const keys = (await (await fetch(`${world.origin}/lti/keys`)).json()) as { keys: JsonWebKey[] };
  const pem = createPublicKey({ key: keys.keys[0] as JsonWebKey, format: "jwk" }).export({
    type: "spki",
    format: "pem",
  });
  const hmac = (await forgedAnswer({ sign: "hmac-with-public-key" })).fields["id_token"] ?? "";
  const [head, body, signature] = hmac.split(".");
  assert.equal(decodeProtectedHeader(hmac).alg, "HS256");
  assert.equal(signature, createHmac("sha256", pem).update(`${head}.${body}`).digest("base64url"));
  assert.match((await forgedAnswer({ sign: "none" })).fields["id_token"] ?? "", /\.$/);
  const keySet = createRemoteJWKSet(new URL(`${world.origin}/lti/keys`));
  for (const sign of ["other-key", "broken"]) {
    const token = (await forgedAnswer({ sign })).fields["id_token"] ?? "";
    await assert.rejects(jwtVerify(token, keySet), /signature verification failed/, sign);
  }
});

test("Given_raw_text_When_forged_Then_it_is_signed_as_it_stands", async () => {
  const answer = await forgedAnswer({
    payload_append: ',"sub":"other"',
    payload_after: " x",
    header_append: ',"crit":["x"]',
  });
  assert.match(part(answer.fields["id_token"], 1), /,"sub":"other"\} x$/);
  assert.match(part(answer.fields["id_token"], 0), /,"crit":\["x"\]\}$/);
  assert.equal((await forgedAnswer({ token: "a.b.c" })).fields["id_token"], "a.b.c");
  const wrong = await postJson(world, "/admin/forge", {
    user: student,
    course,
    change: { clams: {} },
  });
  assert.equal(wrong.status, 400);
});

test("Given_practice_routes_When_called_from_elsewhere_Then_they_are_refused", async () => {
  assert.equal(
    (await fetch(`${world.origin}/admin/state`, { headers: { "X-Forwarded-For": "192.0.2.1" } }))
      .status,
    403,
  );
  const form = await fetch(`${world.origin}/admin/habits`, {
    method: "POST",
    body: new URLSearchParams({ preset: "plain" }),
  });
  assert.equal(form.status, 415);
  const state = await (await fetch(`${world.origin}/admin/state`)).text();
  assert.doesNotMatch(state, /"secret"|"keys"|"d":/);
  assert.equal((await postJson(world, "/admin/habits", { storge: true })).status, 400);
});

test("Given_a_rotated_key_When_launched_Then_the_token_names_the_new_one_and_the_old_stays_published", async () => {
  const before = world.lms.platform.keys.signingKey().kid;
  const set = (await (await postJson(world, "/admin/keys", {})).json()) as {
    keys: { kid: string }[];
  };
  assert.deepEqual(
    set.keys.map((k) => k.kid),
    [world.lms.platform.keys.signingKey().kid, before],
  );
  assert.notEqual(set.keys[0]?.kid, before);
});
