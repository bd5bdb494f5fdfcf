// Mail in by SMTP, out by the JSON API and the pages.

import assert from "node:assert/strict";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { silentLog } from "../shared/log.ts";
import { startMailCatcher } from "./app.ts";
import { linksIn } from "./links.ts";
import { languageOf } from "./pages.ts";

const anyPort = { host: "127.0.0.1", port: 0 };
let catcher: Awaited<ReturnType<typeof startMailCatcher>>;
let web: string;

before(async () => {
  catcher = await startMailCatcher({ smtp: anyPort, http: anyPort }, silentLog, 3);
  web = `http://127.0.0.1:${catcher.httpPort}`;
});
after(() => catcher.stop());

/** Says the lines of one SMTP conversation, each after the answer to the one before. */
async function send(to: string[], message: string): Promise<void> {
  const socket = connect(catcher.smtpPort, "127.0.0.1");
  const said = [
    "EHLO test.example",
    "MAIL FROM:<from@school.example>",
    ...to.map((t) => `RCPT TO:<${t}>`),
    "DATA",
    `${message.replaceAll("\n", "\r\n")}\r\n.`,
    "QUIT",
  ];
  for await (const line of createInterface({ input: socket })) {
    if (/^\d{3}-/.test(line)) continue;
    assert.match(line, /^[23]/, line);
    const next = said.shift();
    if (next === undefined) break;
    socket.write(`${next}\r\n`);
  }
  socket.destroy();
}

const twoParts = (
  subject: string,
  text: string,
  html: string,
) => `From: Driehoek <noreply@school.example>
To: someone@else.example
Subject: ${subject}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${text}
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

${html}
--b--`;

const list = async (query = "") =>
  (await (await fetch(`${web}/api/messages${query}`)).json()) as {
    id: string;
    to: string[];
    subject: string;
  }[];

test("Given_a_mail_in_two_parts_When_it_is_sent_Then_the_api_gives_text_html_and_links", async () => {
  await send(
    ["i.maas@vanleeuwen.example"],
    twoParts(
      "Overeenkomst voor Daan",
      "Open https://school.example/g#abc.",
      '<p>Café <a href="https://school.example/g?a=1&amp;b=2">open</a><script>x</script></p>',
    ),
  );
  const [first] = await list();
  assert.ok(first);
  assert.equal(first.subject, "Overeenkomst voor Daan");
  assert.deepEqual(first.to, ["i.maas@vanleeuwen.example"], "the envelope says who gets it");
  const mail = (await (await fetch(`${web}/api/messages/${first.id}`)).json()) as Record<
    string,
    unknown
  >;
  assert.match(String(mail["html"]), /Café/);
  assert.deepEqual(mail["links"], [
    "https://school.example/g#abc",
    "https://school.example/g?a=1&b=2",
  ]);
  const page = await (await fetch(`${web}/messages/${first.id}?lang=nl`)).text();
  assert.match(page, /<a href="https:\/\/school\.example\/g#abc" target="_blank"/);
  assert.match(page, /sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const part = await fetch(`${web}/messages/${first.id}/html`);
  assert.match(part.headers.get("content-security-policy") ?? "", /default-src 'none'.*sandbox/);
});

test("Given_an_invitation_that_can_be_stopped_When_it_is_sent_Then_the_api_gives_appointment_and_button", async () => {
  const parts = (post: string) =>
    `Subject: Gesprek
List-Unsubscribe: <https://school.example/mail/stop/abc>
${post}MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

x
--b
Content-Type: text/calendar; method=REQUEST; charset=utf-8

BEGIN:VCALENDAR
END:VCALENDAR
--b--`;
  await send(["a@x.example"], parts("List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"));
  await send(["b@x.example"], parts(""));
  const read = async (to: string) => {
    const [mail] = await list(`?to=${encodeURIComponent(to)}`);
    return (await (await fetch(`${web}/api/messages/${mail?.id}`)).json()) as Record<string, unknown>;
  };
  const stoppable = await read("a@x.example");
  assert.match(String(stoppable["calendar"]), /^BEGIN:VCALENDAR/);
  assert.equal(stoppable["stopUri"], "https://school.example/mail/stop/abc");
  assert.equal((await read("b@x.example"))["stopUri"], "", "one click needs both headers");
});

test("Given_mails_to_two_people_When_one_address_is_asked_Then_only_that_persons_come_newest_first", async () => {
  await send(["a@x.example"], "Subject: one\n\nx");
  await send(["b@x.example"], "Subject: two\n\nx");
  await send(["A@x.example", "b@x.example"], "Subject: three\n\nx");
  assert.deepEqual(
    (await list("?to=a%40x.example")).map((m) => m.subject),
    ["three", "one"],
  );
});

test("Given_more_mails_than_are_kept_When_listed_Then_the_oldest_is_gone", async () => {
  assert.deepEqual(
    (await list()).map((m) => m.subject),
    ["three", "two", "one"],
  );
  assert.equal((await fetch(`${web}/api/messages/1`)).status, 404);
});

test("Given_two_mails_When_one_is_deleted_Then_the_other_is_left", async () => {
  await send(["a@x.example"], "Subject: one\n\n1");
  await send(["a@x.example"], "Subject: two\n\n2");
  const [two, one] = await list();
  const url = `${web}/api/messages/${one?.id}`;
  assert.equal((await fetch(url, { method: "DELETE" })).status, 204);
  assert.equal((await fetch(url, { method: "DELETE" })).status, 404);
  assert.equal((await list())[0]?.id, two?.id);
});

test("Given_mails_When_they_are_deleted_Then_none_is_left", async () => {
  assert.equal((await fetch(`${web}/api/messages`, { method: "DELETE" })).status, 204);
  assert.deepEqual(await list(), []);
});

test("Given_hostile_text_When_shown_Then_it_is_escaped", async () => {
  await send(
    ["a@x.example"],
    'Subject: <img src=x onerror=alert(1)>\n\n<script>alert(1)</script> https://x.example/"onclick=1',
  );
  const [mail] = await list();
  const page = await (await fetch(`${web}/messages/${mail?.id}`)).text();
  assert.doesNotMatch(page, /<script|<img/);
});

test("Given_texts_When_links_are_sought_Then_the_punctuation_around_them_stays_out", () => {
  assert.deepEqual(
    linksIn("(zie https://a.example/x_(1)). En http://b.example, of https://a.example/x_(1)!", ""),
    ["https://a.example/x_(1)", "http://b.example"],
  );
  assert.deepEqual(linksIn("", "<a href='javascript:alert(1)'>x</a>"), []);
});

test("Given_a_browser_language_When_no_language_is_asked_Then_ours_that_fits_is_taken", () => {
  assert.equal(languageOf(new URLSearchParams(), "fr-FR, en;q=0.8"), "en");
  assert.equal(languageOf(new URLSearchParams("lang=nl"), "en"), "nl");
  assert.equal(languageOf(new URLSearchParams(), undefined), "nl");
});
