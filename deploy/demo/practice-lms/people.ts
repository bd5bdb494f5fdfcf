// The school: courses, people and their role in each course, read from people.json.

import { readFileSync } from "node:fs";

export const roles = [
  "student",
  "teacher",
  "non_editing_teacher",
  "practice_office",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

export interface Course {
  readonly id: string;
  readonly label: string;
  readonly title: string;
}

export interface Person {
  readonly sub: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly email: string;
  readonly courses: Readonly<Record<string, Role>>;
}

export interface School {
  readonly institution: { readonly id: string; readonly name: string };
  readonly courses: readonly Course[];
  readonly people: readonly Person[];
}

export const fullName = (person: Person) => `${person.given_name} ${person.family_name}`;

export const isRole = (value: unknown): value is Role => roles.includes(value as Role);

function fail(what: string): never {
  throw new Error(`the people file is not usable: ${what}`);
}

function strings<K extends string>(
  value: unknown,
  where: string,
  keys: readonly K[],
): Record<K, string> {
  const record = value as Record<string, unknown> | null;
  for (const key of keys) {
    if (typeof record?.[key] !== "string" || record[key] === "") fail(`${where} lacks "${key}"`);
  }
  return record as Record<K, string>;
}

/** Reads and checks the file; unknown courses, unknown roles and repeated ids are errors. */
export function readSchool(path: string): School {
  const file = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const institution = strings(file["institution"], "institution", ["id", "name"]);
  const listOf = (key: string) =>
    Array.isArray(file[key]) ? (file[key] as unknown[]) : fail(`"${key}" is no list`);
  const courses = listOf("courses").map((c) => strings(c, "a course", ["id", "label", "title"]));
  const known = new Set(courses.map((c) => c.id));
  if (known.size !== courses.length) fail("a course id occurs twice");
  const people = listOf("people").map((entry) => {
    const person = strings(entry, "a person", ["sub", "given_name", "family_name", "email"]);
    const enrolled = (entry as { courses?: unknown }).courses ?? {};
    for (const [course, role] of Object.entries(enrolled)) {
      if (!known.has(course)) fail(`${person.sub} is in the unknown course ${course}`);
      if (!isRole(role)) fail(`${person.sub} has an unknown role`);
    }
    return { ...person, courses: enrolled as Record<string, Role> };
  });
  if (new Set(people.map((p) => p.sub)).size !== people.length) fail("a sub occurs twice");
  return { institution, courses, people };
}
