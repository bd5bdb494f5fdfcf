// What survives a restart, and what a broken people file leads to.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { silentLog } from "../shared/log.ts";
import { changedHabits, presets } from "./habits.ts";
import { readSchool } from "./people.ts";
import { createPlatform } from "./platform.ts";
import { StateFile } from "./state.ts";

const directory = mkdtempSync(join(tmpdir(), "practice-lms-"));
after(() => rmSync(directory, { recursive: true }));

const school = readSchool(join(import.meta.dirname, "../people.json"));
const start = () =>
  createPlatform({
    origin: "http://127.0.0.1:8090",
    school,
    file: new StateFile(directory),
    log: silentLog,
  });

test("Given_a_platform_with_state_When_it_starts_again_Then_keys_habits_and_ids_are_the_same", async () => {
  const first = await start();
  first.file.state.habits.storage = true;
  const id = first.file.newId();
  first.file.save();
  const second = await start();
  assert.equal(second.keys.signingKey().kid, first.keys.signingKey().kid);
  assert.equal(second.file.state.habits.storage, true);
  assert.equal(second.file.newId(), id + 1);
  assert.equal(
    statSync(join(directory, "practice-lms.json")).mode & 0o777,
    0o600,
    "it holds private keys",
  );
});

test("Given_the_school_When_read_Then_it_has_the_people_the_demo_tells_about", () => {
  const students = school.people.filter((p) => Object.values(p.courses).includes("student"));
  assert.equal(students.length, 66);
  assert.equal(school.institution.id, "demo");
  assert.ok(school.people.every((p) => p.email.endsWith(".example")));
});

test("Given_a_people_file_with_an_unknown_course_or_role_When_read_Then_the_error_names_it", () => {
  const path = join(directory, "people.json");
  const read = (courses: object) => {
    const person = { sub: "s", given_name: "a", family_name: "b", email: "c@x.example", courses };
    writeFileSync(
      path,
      JSON.stringify({
        institution: { id: "demo", name: "x" },
        courses: [{ id: "c1", label: "x", title: "x" }],
        people: [person],
      }),
    );
    return readSchool(path);
  };
  assert.throws(() => read({ c2: "student" }), /s is in the unknown course c2/);
  assert.throws(() => read({ c1: "king" }), /s has an unknown role/);
  assert.equal(read({ c1: "student" }).people.length, 1);
});

test("Given_a_change_of_habits_When_it_names_an_unknown_one_Then_nothing_changes", () => {
  assert.deepEqual(changedHabits(presets.moodle, { preset: "plain", storage: false }), {
    ...presets.plain,
    storage: false,
  });
  assert.deepEqual(changedHabits(presets.moodle, { storge: true }), {
    error: "unknown habit storge",
  });
  assert.deepEqual(changedHabits(presets.moodle, { storage: 1 }), {
    error: "storage must be a boolean",
  });
  assert.deepEqual(changedHabits(presets.moodle, { roster_page_size: -1 }), {
    error: "roster_page_size must be a whole number from 0",
  });
});
