// Dynamic registration with a tool that is only a document and a key set.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { fieldsOf, postJson, registrationDocument, startWorld, type World } from "./fake_tool.ts";
import { sessionCookieName, sessionValue } from "./sessions.ts";
import { toolConfiguration } from "./vocabulary.ts";

let world: World;

before(async () => {
  world = await startWorld();
});
after(() => world.stop());
beforeEach(async () => {
  world.clock.ahead = 0;
  await postJson(world, "/admin/habits", { preset: "moodle" });
});

async function startedRegistration(update: number | null = null) {
  const response = await postJson(world, "/admin/registrations", {
    url: `${world.toolOrigin}/lti/register?invite=abc`,
    update,
  });
  return (await response.json()) as {
    url: string;
    openid_configuration: string;
    registration_token: string;
  };
}

const send = (token: string, body: unknown) =>
  postJson(world, "/lti/registrations", body, { Authorization: `Bearer ${token}` });

test("Given_a_registration_link_When_the_tool_registers_Then_it_waits_for_activation", async () => {
  const start = await startedRegistration();
  assert.equal(new URL(start.url).searchParams.get("invite"), "abc");
  const configuration = (await (await fetch(start.openid_configuration)).json()) as Record<
    string,
    string
  >;
  assert.equal(configuration["issuer"], world.origin);
  assert.equal(configuration["registration_endpoint"], `${world.origin}/lti/registrations`);
  const answer = await send(start.registration_token, registrationDocument(world));
  assert.equal(answer.status, 200);
  const body = (await answer.json()) as Record<string, unknown>;
  const { tools, links } = world.lms.platform.file.state;
  assert.equal(body["client_id"], tools[0]?.client_id);
  assert.equal(
    (body[toolConfiguration] as Record<string, unknown>)["deployment_id"],
    tools[0]?.deployment_id,
  );
  assert.equal(tools[0]?.status, "pending");
  assert.equal(links.length, 0);
  const launch = await postJson(world, "/admin/launches", {
    user: "student-001",
    course: "eng-duaal",
  });
  assert.equal(launch.status, 409, "a pending tool cannot be launched");
  await postJson(world, `/admin/tools/${tools[0]?.id}/status`, { status: "active" });
  assert.equal(links.length, world.lms.platform.school.courses.length);
});

test("Given_a_used_or_old_or_made_up_token_When_the_tool_registers_Then_it_is_refused_in_plain_text", async () => {
  const used = await startedRegistration();
  await send(used.registration_token, registrationDocument(world));
  const again = await send(used.registration_token, registrationDocument(world));
  assert.equal(again.status, 401);
  assert.equal(await again.text(), "token_already_used");
  assert.match(again.headers.get("content-type") ?? "", /^text\/html/);
  const old = await startedRegistration();
  world.clock.ahead = 11 * 60 * 1000;
  assert.equal((await send(old.registration_token, registrationDocument(world))).status, 401);
  assert.equal((await send("made-up", registrationDocument(world))).status, 401);
});

test("Given_an_incomplete_document_When_sent_Then_the_reason_is_named_and_nothing_is_kept", async () => {
  const before = world.lms.platform.file.state.tools.length;
  const cases: [unknown, string][] = [
    [
      registrationDocument(world, { client_name: undefined }),
      "missing required attribute client_name",
    ],
    [
      registrationDocument(world, { redirect_uris: undefined }),
      "missing required attribute redirect_uris",
    ],
    [registrationDocument(world, { response_types: ["code"] }), "invalid_response_types"],
    [
      registrationDocument(world, { token_endpoint_auth_method: "none" }),
      "invalid_token_endpoint_auth_method",
    ],
    [registrationDocument(world, { redirect_uris: ["javascript:alert(1)"] }), "invalid_uri"],
    [registrationDocument(world, {}, { domain: "127.0.0.1" }), "domain_targetlinkuri_mismatch"],
    [registrationDocument(world, {}, { domain: "" }), "missing_domain"],
    [[], "invalid_json"],
  ];
  for (const [document, reason] of cases) {
    const answer = await send((await startedRegistration()).registration_token, document);
    assert.equal(answer.status, 400);
    assert.equal(await answer.text(), reason);
  }
  assert.equal(world.lms.platform.file.state.tools.length, before);
});

test("Given_a_known_tool_When_it_is_updated_Then_the_ids_stay_and_the_administrators_changes_go", async () => {
  const tool = world.lms.platform.file.state.tools[0];
  assert.ok(tool);
  tool.name = "Changed by hand";
  const answer = await send(
    (await startedRegistration(tool.id)).registration_token,
    registrationDocument(world),
  );
  const body = (await answer.json()) as Record<string, unknown>;
  assert.equal(body["client_id"], tool.client_id);
  assert.equal(tool.name, "Driehoek");
  assert.equal(tool.status, "active");
});

test("Given_an_administrator_When_a_known_address_is_registered_Then_update_or_new_is_asked_and_the_page_opens_in_a_frame", async () => {
  const { platform } = world.lms;
  const cookie = `${sessionCookieName}=${sessionValue(platform.file.state.secret, "admin-01")}`;
  const page = await (
    await fetch(`${world.origin}/beheer`, { headers: { Cookie: cookie } })
  ).text();
  const { sesskey = "" } = fieldsOf(page);
  const post = async (fields: Record<string, string>) =>
    (
      await fetch(`${world.origin}/beheer/registrations`, {
        method: "POST",
        headers: { Cookie: cookie },
        body: new URLSearchParams(fields),
      })
    ).text();
  const url = `${world.toolOrigin}/lti/register?invite=x`;
  assert.match(await post({ sesskey, url }), /Bijwerken of nieuw/);
  assert.match(
    await post({ sesskey, url, update: "new" }),
    /<iframe[^>]*src="http[^"]*openid_configuration=/,
  );
  assert.match(await post({ sesskey: "wrong", url }), /verlopen/);
  const asTeacher = await fetch(`${world.origin}/beheer`, {
    headers: {
      Cookie: `${sessionCookieName}=${sessionValue(platform.file.state.secret, "teacher-01")}`,
    },
  });
  assert.equal(asTeacher.status, 403);
});
