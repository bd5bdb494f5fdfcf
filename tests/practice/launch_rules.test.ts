// Every rule by which a launch is judged (LTI 1.3 core and security framework 1.0, and what we ask on
// top of it), each with launches that pass and launches that must not, through the practice LMS:
// a platform that shares no code with the tool and can be told to lie.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { install, type Installation } from "../journeys/support/installation.ts";
import { answerFor, assertIn, assertRefused, begin, give, login } from "../journeys/support/launch.ts";
import { Lms } from "../journeys/support/lms.ts";

const user = "student-020";
const course = "eng-duaal";
const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;

let at: Installation;
let lms: Lms;
let client = "";

before(async () => {
  at = await install("launch-rules");
  lms = new Lms(at.lms);
  client = (await lms.state()).tools[0]?.client_id ?? "";
  assert.notEqual(client, "");
});
after(() => at?.stop());

type Change = Record<string, unknown>;

async function launch(change: Change): Promise<Response> {
  if (Object.keys(change).length > 0) await lms.post("forge", { user, course, change });
  return give(await answerFor(lms, user, course));
}

interface Rule {
  readonly rule: string;
  /** Launches that pass. A rule without any is shown by the plain launch. */
  readonly pass?: Record<string, () => Change>;
  readonly refuse: Record<string, () => Change>;
}

const claims = (c: Change) => () => ({ claims: c });
const header = (h: Change) => () => ({ header: h });
const deep = (depth: number) => `,"deep":${"[".repeat(depth)}${"]".repeat(depth)}`;

const rules: readonly Rule[] = [
  {
    rule: "2 the token is strict JSON in three parts",
    pass: { "nesting within the bound": () => ({ payload_append: deep(20) }) },
    refuse: {
      "one part": () => ({ token: "abc" }),
      "four parts": () => ({ token: "a.b.c.d" }),
      "padding": () => ({ token: "e30=.e30=.AA==" }),
      "other characters": () => ({ token: "e30.e3\u00e9.AA" }),
      "a member twice": () => ({ payload_append: ',"sub":"student-001"' }),
      "a member twice, deeper": () => ({ payload_append: ',"x":{"a":1,"a":2}' }),
      "a member twice in the header": () => ({ header_append: ',"alg":"RS256"' }),
      "trailing bytes": () => ({ payload_after: " {}" }),
      "nesting beyond the bound": () => ({ payload_append: deep(100) }),
    },
  },
  {
    rule: "3 the algorithm is RS256 and nothing else",
    refuse: {
      "none": () => ({ sign: "none" }),
      "None": () => ({ sign: "none", header: { alg: "None" } }),
      "HS256 with the public key": () => ({ sign: "hmac-with-public-key" }),
      "RS512 named": header({ alg: "RS512" }),
      "PS256 named": header({ alg: "PS256" }),
      "no algorithm": () => ({ remove_header: ["alg"] }),
      "a list": header({ alg: ["RS256"] }),
    },
  },
  {
    rule: "4 keys in the header are ignored, critical extensions refused",
    pass: {
      "jku and x5u": header({ jku: "https://evil.example/keys", x5u: "https://evil.example/c" }),
      "jwk": header({ jwk: { kty: "RSA", n: "AQAB", e: "AQAB" } }),
    },
    refuse: { "crit": header({ crit: ["exp"] }), "empty crit": header({ crit: [] }) },
  },
  {
    rule: "5 kid names a key of the platform",
    refuse: {
      "no kid": () => ({ remove_header: ["kid"] }),
      "empty kid": header({ kid: "" }),
      "unknown kid": header({ kid: "nobody" }),
      "kid is a number": header({ kid: 7 }),
    },
  },
  {
    rule: "6 the signature is that key's",
    refuse: {
      "another key": () => ({ sign: "other-key" }),
      "one bit off": () => ({ sign: "broken" }),
    },
  },
  {
    rule: "7 the issuer is that of the login",
    refuse: {
      "another": claims({ iss: "http://127.0.0.1:1" }),
      "a slash more": () => ({ claims: { iss: `${at.lms}/` } }),
      "none": () => ({ remove: ["iss"] }),
      "a list": () => ({ claims: { iss: [at.lms] } }),
    },
  },
  {
    rule: "8 the audience is this client",
    pass: {
      "a list of one": () => ({ claims: { aud: [client] } }),
      "a list of two with azp": () => ({ claims: { aud: ["x", client], azp: client } }),
    },
    refuse: {
      "another": claims({ aud: "somebody" }),
      "none": () => ({ remove: ["aud"] }),
      "an empty list": claims({ aud: [] }),
      "a list of two without azp": () => ({ claims: { aud: [client, "x"] } }),
      "azp is another": () => ({ claims: { azp: "x" } }),
      "a number": claims({ aud: 7 }),
    },
  },
  {
    rule: "9 times",
    pass: {
      "expired within the leeway": () => ({ times: { exp: -30 } }),
      "issued within the leeway": () => ({ times: { iat: 30 } }),
      "valid from within the leeway": () => ({ times: { nbf: 30 } }),
    },
    refuse: {
      "expired": () => ({ times: { exp: -90 } }),
      "no exp": () => ({ remove: ["exp"] }),
      "exp is text": claims({ exp: "4102444800" }),
      "exp beyond all years": claims({ exp: 1e300 }),
      "issued in the future": () => ({ times: { iat: 120 } }),
      "issued two hours ago": () => ({ times: { iat: -7200 } }),
      "no iat": () => ({ remove: ["iat"] }),
      "not valid yet": () => ({ times: { nbf: 120 } }),
    },
  },
  {
    rule: "10 the nonce is that of the login",
    refuse: {
      "another": claims({ nonce: "A".repeat(32) }),
      "none": () => ({ remove: ["nonce"] }),
      "a number": claims({ nonce: 5 }),
    },
  },
  {
    rule: "12 version, message and deployment",
    refuse: {
      "version 1.1": claims({ [claim("version")]: "1.1" }),
      "no version": () => ({ remove: [claim("version")] }),
      "a message we do not handle": claims({ [claim("message_type")]: "LtiEulaRequest" }),
      "no message": () => ({ remove: [claim("message_type")] }),
      "no deployment": () => ({ remove: [claim("deployment_id")] }),
      "an unknown deployment": claims({ [claim("deployment_id")]: "999" }),
      "a deployment that is a number": claims({ [claim("deployment_id")]: 1 }),
      "a deployment of 256 characters": claims({ [claim("deployment_id")]: "d".repeat(256) }),
    },
  },
  {
    rule: "13 a person",
    pass: { "255 characters": claims({ sub: "s".repeat(255) }) },
    refuse: {
      "nobody": () => ({ remove: ["sub"] }),
      "empty": claims({ sub: "" }),
      "a number": claims({ sub: 5 }),
      "256 characters": claims({ sub: "s".repeat(256) }),
    },
  },
  {
    rule: "14 the target is ours",
    refuse: Object.fromEntries(
      [
        "https://tool.example.evil/",
        "//evil.example/x",
        "javascript:alert(1)",
        "http://localhost@evil.example/",
        "http://localhost:1/lti/launch",
        "",
      ].map((target) => [
        target === "" ? "empty" : target,
        claims({ [claim("target_link_uri")]: target }),
      ]),
    ),
  },
  {
    rule: "15 a resource link",
    refuse: {
      "none": () => ({ remove: [claim("resource_link")] }),
      "empty id": claims({ [claim("resource_link")]: { id: "" } }),
      "null": claims({ [claim("resource_link")]: null }),
      "id is a number": claims({ [claim("resource_link")]: { id: 5 } }),
    },
  },
];

test("Given_anHonestPlatform_WhenLaunched_ThenTheLaunchIsLetIn", async () => {
  await assertIn(await launch({}));
});

for (const { rule, pass, refuse } of rules) {
  test(`rule ${rule}`, async (t) => {
    for (const [name, change] of Object.entries(pass ?? {}))
      await t.test(`Given_${name}_WhenLaunched_ThenLetIn`, async () =>
        assertIn(await launch(change())),
      );
    for (const [name, change] of Object.entries(refuse))
      await t.test(`Given_${name}_WhenLaunched_ThenRefused`, async () =>
        assertRefused(await launch(change())),
      );
    await t.test("ThenAnHonestLaunchIsStillLetIn", async () => assertIn(await launch({})));
  });
}

test("rule 1 the state is ours, fresh and used once", async (t) => {
  await t.test("Given_anUnknownState_ThenRefused", async () => {
    const answer = await answerFor(lms, user, course);
    await assertRefused(await give(answer, { state: "A".repeat(60) }));
  });
  await t.test("Given_theSameAnswerTwice_ThenTheSecondIsRefused", async () => {
    const answer = await answerFor(lms, user, course);
    await assertIn(await give(answer));
    await assertRefused(await give(answer));
  });
  await t.test("Given_aStateUsedForABadToken_ThenTheGoodOneIsRefusedToo", async () => {
    const answer = await answerFor(lms, user, course);
    await assertRefused(await give(answer, { id_token: "a.b.c" }));
    await assertRefused(await give(answer));
  });
  await t.test("Given_theTokenOfAnotherLogin_ThenRefused", async () => {
    const [one, two] = [await answerFor(lms, user, course), await answerFor(lms, user, course)];
    const token = two.fields.find(([name]) => name === "id_token")?.[1] ?? "";
    await assertRefused(await give(one, { id_token: token }));
  });
});

test("rule 11 the browser is the one that began", async (t) => {
  await t.test("Given_noCookie_ThenRefused", async () => {
    const answer = await answerFor(lms, user, course);
    await assertRefused(await give({ ...answer, cookie: "" }), 403);
  });
  await t.test("Given_theCookieOfAnotherBrowser_ThenRefused", async () => {
    const [mine, theirs] = [await answerFor(lms, user, course), await answerFor(lms, user, course)];
    await assertRefused(await give({ ...theirs, cookie: mine.cookie }), 403);
  });
});

test("rule 16 claims that may be absent crash nothing", async (t) => {
  const values = [null, 7, "text", [], {}, true];
  for (const name of [
    "name",
    "given_name",
    "email",
    "locale",
    claim("roles"),
    claim("context"),
    claim("custom"),
    claim("launch_presentation"),
    claim("tool_platform"),
    claim("lis"),
    claim("role_scope_mentor"),
  ]) {
    await t.test(`Given_${name.split("/").pop()}_ofAnyType_ThenNever5xx`, async () => {
      for (const value of values) {
        const { status } = await launch({ claims: { [name]: value } });
        assert.ok(
          status === 303 || (status >= 400 && status < 500),
          `${JSON.stringify(value)} gives ${status}`,
        );
      }
      await assertIn(await launch({ remove: [name] }));
    });
  }
  await t.test("Given_60kBOfCustomValues_ThenLetIn", async () => {
    const custom = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`key${i}`, "v".repeat(1000)]),
    );
    await assertIn(await launch({ claims: { [claim("custom")]: custom } }));
  });
});

test("the form of the answer", async (t) => {
  const forms: Record<string, Change> = {
    "anError": { form: { id_token: null, error: "access_denied" } },
    "loginRequired": { form: { id_token: null, error: "login_required" } },
    "hostileText": { form: { id_token: null, error: "<script>alert(1)</script>" } },
    "errorAndToken": { form: { error: "access_denied" } },
    "neither": { form: { id_token: null } },
    "aRepeatedField": { repeat: ["state"] },
    "aRepeatedToken": { repeat: ["id_token"] },
  };
  for (const [name, change] of Object.entries(forms))
    await t.test(`Given_${name}_ThenRefused`, async () => assertRefused(await launch(change)));
  await t.test("Given_aTokenOf5MB_Then413", async () => {
    const answer = await answerFor(lms, user, course);
    const response = await give(answer, { id_token: "A".repeat(5 << 20) }).catch(() => undefined);
    // The server may close the line before it is read to the end.
    if (response) assert.equal(response.status, 413);
  });
  await t.test("Given_aTokenBeyond200KB_Then413", async () => {
    const answer = await answerFor(lms, user, course);
    await assertRefused(await give(answer, { id_token: `e30.${"A".repeat(300_000)}.AA` }), 413);
  });
  await t.test("Given_aTokenInTheAddress_ThenIgnored", async () => {
    const answer = await answerFor(lms, user, course);
    const query = new URLSearchParams(answer.fields);
    const response = await fetch(`${answer.action}?${query}`, {
      headers: { Cookie: answer.cookie },
      redirect: "manual",
    });
    assert.ok(response.status >= 400 && response.status < 500, String(response.status));
  });
  await t.test("Given_JSON_ThenRefused", async () => {
    const answer = await answerFor(lms, user, course);
    const response = await fetch(answer.action, {
      method: "POST",
      body: JSON.stringify(Object.fromEntries(answer.fields)),
      headers: { Cookie: answer.cookie, "Content-Type": "application/json" },
      redirect: "manual",
    });
    await assertRefused(response);
  });
});

test("the login initiation", async (t) => {
  const bad: Record<string, Record<string, string | undefined>> = {
    "noIssuer": { iss: undefined },
    "anUnknownIssuer": { iss: "https://lms.example" },
    "anIssuerWithASlashMore": { iss: "SLASH" },
    "anUnknownClient": { client_id: "nobody" },
    "noLoginHint": { login_hint: undefined },
    "aForeignTarget": { target_link_uri: "https://evil.example/" },
    "aTargetWithoutScheme": { target_link_uri: "//evil.example/" },
    "aTargetWithUserInfo": { target_link_uri: "http://localhost@evil.example/" },
    "aTargetWithBackslashes": { target_link_uri: "http:\\\\evil.example" },
    "aScriptAsTarget": { target_link_uri: "javascript:alert(1)" },
    "controlCharactersInTheHint": { login_hint: "a\r\nSet-Cookie: x=1" },
  };
  for (const [name, change] of Object.entries(bad))
    await t.test(`Given_${name}_ThenRefusedWithoutRedirect`, async () => {
      const fixed = change["iss"] === "SLASH" ? { iss: `${at.lms}/` } : change;
      await assertRefused(await login(await begin(lms, user, course), fixed));
    });
  for (const byPost of [true, false])
    await t.test(`Given_loginBy${byPost ? "Post" : "Get"}_ThenTheBrowserGoesToThePlatform`, async () => {
      await lms.habits({ login_by_post: byPost });
      const start = await begin(lms, user, course);
      const response = await login(start);
      await lms.habits({ login_by_post: true });
      assert.equal(response.status, 302);
      const url = new URL(response.headers.get("location") ?? "");
      assert.equal(url.origin, at.lms);
      assert.equal(url.searchParams.get("scope"), "openid");
      assert.equal(url.searchParams.get("login_hint"), start.parameters["login_hint"]);
      assert.equal(url.searchParams.get("lti_message_hint"), start.parameters["lti_message_hint"]);
      assert.match(url.searchParams.get("state") ?? "", /^[\w.~-]{22,}$/);
      assert.match(url.searchParams.get("nonce") ?? "", /^[\w.~-]{22,}$/);
    });
});

test("Given_aNewKeyOfThePlatform_WhenLaunched_ThenTheToolFetchesIt", async () => {
  await lms.post("keys", { keep_old: true });
  // A tool fetches for an unknown key at most once in 30 seconds, and did so for a test above.
  const until = Date.now() + 35_000;
  let response = await launch({});
  while (response.status !== 303 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    response = await launch({});
  }
  await assertIn(response);
});
