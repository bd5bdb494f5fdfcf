// A role in a course as the tool sees it: at launch and in the roster. The two can disagree, as
// they do on Moodle for a non-editing teacher.

import type { Habits } from "./habits.ts";
import type { Role } from "./people.ts";

const context = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/membership#${name}`;
const subRole = (principal: string, name: string) =>
  `http://purl.imsglobal.org/vocab/lis/v2/membership/${principal}#${name}`;
const institution = (name: string) =>
  `http://purl.imsglobal.org/vocab/lis/v2/institution/person#${name}`;
const system = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/system/person#${name}`;

export function launchRoles(role: Role, habits: Habits): string[] {
  switch (role) {
    case "student":
      return [context("Learner")];
    case "teacher":
    case "practice_office":
      return [context("Instructor")];
    case "non_editing_teacher":
      return habits.non_editing_teacher_quirk
        ? [context("Instructor")]
        : [context("Instructor"), subRole("Instructor", "TeachingAssistant")];
    case "administrator":
      return [context("Instructor"), institution("Administrator"), system("Administrator")];
  }
}

export function rosterRoles(role: Role, habits: Habits): string[] {
  const name =
    role === "student" || (role === "non_editing_teacher" && habits.non_editing_teacher_quirk)
      ? "Learner"
      : "Instructor";
  return [habits.short_roles_in_roster ? name : context(name)];
}

export const mayTeach = (role: Role | undefined) => role !== undefined && role !== "student";
