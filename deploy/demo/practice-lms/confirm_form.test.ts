// Reading a tool's confirm page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { confirmFormIn } from "./confirm_form.ts";

test("Given_a_confirm_page_When_read_Then_action_and_fields_are_those_of_the_first_button", () => {
  const page = `<main><form method="post" action="/lti/register?a=1&amp;b=2"><input type="hidden" name="invite" value="x&quot;y">
    <input type=checkbox name=off value=1><button name="agree" value="yes">Ja</button><button name="agree" value="no">Nee</button></form></main>`;
  assert.deepEqual(confirmFormIn(page, "http://localhost:8080/lti/register?invite=x"), {
    action: "http://localhost:8080/lti/register?a=1&b=2",
    method: "POST",
    fields: [
      ["invite", 'x"y'],
      ["agree", "yes"],
    ],
  });
});

test("Given_a_form_without_action_When_read_Then_it_goes_back_to_the_page_itself", () => {
  const url = "http://localhost:8080/lti/register?invite=x";
  assert.equal(confirmFormIn("<form method=post><button>Ja</button></form>", url)?.action, url);
  assert.equal(confirmFormIn("<p>verlopen</p>", url), undefined);
});
