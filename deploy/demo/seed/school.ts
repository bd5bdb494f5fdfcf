// The school: institution, link with the LMS, programmes, the people from people.json and their
// roles.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { School } from "../practice-lms/people.ts";
import { pieceOf } from "./ctl.ts";
import { roleCodeIn } from "./mailbox.ts";
import { contactPersons, otherContactPersons, withoutContactPerson } from "./placements.ts";
import { entryLevels, regionOf } from "./placements.ts";
import { inParallel } from "./pool.ts";
import { accentColor, programmes, type Programme, type Variant } from "./programmes.ts";
import type { Signer } from "./signing.ts";
import { adapterOf, clientOf, idOf, make, say, type Named, type Stage } from "./stage.ts";

export async function openInstitution(stage: Stage, displayName: string): Promise<void> {
  const { ctl, file, institution } = stage;
  if (!file.progress.created) {
    const { ok, error } = await ctl.run("institution", "create", institution, "--name", displayName);
    // Made by a run that was interrupted before it could take note of it.
    if (!ok && !/exist|bestaat/i.test(error)) throw new Error(`institution create: ${error}`);
    file.save((p) => (p.created = true));
    say(`institution ${institution}: ${displayName}`);
  }
  const clients = { practice_office: "Stageadministratie", institution_admin: "Inrichting van de demo" };
  for (const [role, name] of Object.entries(clients)) {
    if (file.progress.clients[role] !== undefined) continue;
    const out = await ctl.must("api-client", "create", "--institution", institution, "--role", role, "--name", name);
    const credential = pieceOf(out, new RegExp(`\\b${institution}\\.[A-Za-z0-9_-]{20,}`), "credential");
    file.save((p) => (p.clients[role] = credential));
  }
  await make(stage, "DirectoryService/UpdateInstitution", clientOf(stage, "institution_admin"), institution, {
    institution: { name: stage.parent, accent_color: accentColor },
    update_mask: { paths: ["accent_color"] },
  });
}

export async function registerTool(stage: Stage): Promise<void> {
  if (stage.file.progress.registered) return;
  const out = await stage.ctl.must("registration-link", "--institution", stage.institution);
  const url = pieceOf(out, /https?:\/\/\S+\/lti\/register\?\S+/, "registration link");
  const program = join(import.meta.dirname, "../bin/register-tool");
  const told = await promisify(execFile)(program, ["--url", url, "--lms", stage.lms]);
  stage.file.save((p) => (p.registered = true));
  say(`practice LMS: tool ${told.stdout.trim()}`);
}

export interface TaughtVariant extends Variant {
  readonly name: string;
  readonly programme: Programme;
}

/** The variants, by course. */
export async function teach(stage: Stage): Promise<Map<string, TaughtVariant>> {
  const as = clientOf(stage, "institution_admin");
  const variants = new Map<string, TaughtVariant>();
  for (const programme of programmes) {
    const { name } = await make<Named>(
      stage,
      "DirectoryService/CreateProgramme",
      as,
      programme.name,
      {
        parent: stage.parent,
        programme: {
          display_name: programme.name,
          level: 5,
          sector: programme.sector,
          validation_order: programme.validationOrder,
        },
      },
    );
    const set = await make<Named>(
      stage,
      "DirectoryService/CreateOutcomeSet",
      as,
      programme.name,
      { parent: name, outcome_set: { outcomes: outcomesOf(programme) } },
    );
    for (const variant of programme.variants) {
      const made = await make<Named>(
        stage,
        "DirectoryService/CreateProgrammeVariant",
        as,
        variant.course,
        {
          parent: name,
          programme_variant: {
            variant: variant.variant,
            funding: variant.funding,
            credits_ec: 120,
            practice_share_percent: variant.practiceShare,
            outcome_set: set.name,
          },
        },
      );
      variants.set(variant.course, { ...variant, name: made.name, programme });
    }
  }
  say(`programmes: ${programmes.length}, variants: ${variants.size}`);
  return variants;
}

const outcomesOf = ({ outcomes }: Programme) =>
  outcomes.map((outcome, i) => ({
    code: `LU${i + 1}`,
    title: outcome.title,
    description: outcome.description,
    level_descriptors: outcome.levels.map((description, l) => ({ level: l + 1, description })),
  }));

export interface KnownPerson extends Signer {
  readonly sub: string;
  /** Resource name. */
  readonly name: string;
  readonly course: string;
  readonly roles: readonly string[];
}

const launchRoles: Readonly<Record<string, string>> = {
  student: "student",
  teacher: "teacher",
  non_editing_teacher: "teacher",
};

/** Everybody of people.json as if they had launched once, by `sub`. */
export async function meet(stage: Stage, school: School): Promise<Map<string, KnownPerson>> {
  const met = await inParallel(school.people, 8, async (person) => {
    const [course, courseRole] = Object.entries(person.courses)[0] ?? ["", ""];
    const role = launchRoles[courseRole];
    const answer = await stage.api.call<{ person: Named; roles: string[] }>(
      "DirectoryService/EnsurePerson",
      adapterOf(stage),
      {
        parent: stage.parent,
        issuer: stage.lms,
        subject: person.sub,
        display_name: `${person.given_name} ${person.family_name}`,
        given_name: person.given_name,
        email: person.email,
        launch_roles: role === undefined ? [] : [role],
      },
    );
    return knownPerson(stage, person, course, answer);
  });
  say(`people: ${met.length}`);
  return new Map(met.map((person) => [person.sub, person]));
}

function knownPerson(
  stage: Stage,
  person: School["people"][number],
  course: string,
  answer: { person: Named; roles: string[] },
): KnownPerson {
  const role = answer.roles[0] ?? "student";
  return {
    sub: person.sub,
    name: answer.person.name,
    course,
    displayName: `${person.given_name} ${person.family_name}`,
    givenName: person.given_name,
    email: person.email,
    roles: answer.roles,
    as: { tenant: stage.institution, person: idOf(answer.person.name), role },
  };
}

/** Roles that no launch gives: offered by the console, taken up with the mailed code. */
export async function giveRole(stage: Stage, person: KnownPerson, role: string, ...more: readonly string[]): Promise<void> {
  if (person.roles.includes(role)) return;
  const { ctl, mailbox, institution, parent, api } = stage;
  const newest = await mailbox.newest(person.email);
  await ctl.must("role", "grant", "--institution", institution, "--email", person.email, "--role", role, ...more);
  const mail = await mailbox.wait(person.email, newest, (m) => roleCodeIn(m) !== undefined);
  // Who holds no role yet redeems as a teacher would: the call is open to everybody who launched.
  await api.call("AccessService/RedeemRoleGrant", { ...person.as, role: "teacher" }, {
    parent,
    code: roleCodeIn(mail),
  });
  say(`role ${role}: ${person.displayName}`);
}

export const actingAs = (person: KnownPerson, role: string): KnownPerson => ({
  ...person,
  as: { ...person.as, role },
});

/** Enrolments by `sub` of the student. */
export async function enrol(
  stage: Stage,
  people: ReadonlyMap<string, KnownPerson>,
  variants: ReadonlyMap<string, TaughtVariant>,
): Promise<Map<string, Named>> {
  const students = [...people.values()].filter((p) => p.sub.startsWith("student-"));
  const office = clientOf(stage, "practice_office");
  const enrolments = await inParallel(students, 8, async (student) => {
    const number = Number(student.sub.slice("student-".length));
    const second = number % 3 === 0;
    const enrolment = await make<Named>(
      stage,
      "DirectoryService/CreateEnrolment",
      office,
      student.sub,
      {
        parent: stage.parent,
        enrolment: {
          student: student.name,
          programme_variant: variants.get(student.course)?.name,
          phase: second ? 2 : 1,
          entry_level: entryLevels.get(number) ?? "",
          region: regionOf(number),
          start_date: second ? stage.calendar.secondYear : stage.calendar.firstYear,
        },
      },
    );
    await assignContact(stage, people, student, number);
    return [student.sub, enrolment] as const;
  });
  say(`enrolments: ${enrolments.length}`);
  return new Map(enrolments);
}

export const contactOf = (
  people: ReadonlyMap<string, KnownPerson>,
  student: KnownPerson,
  number: number,
): KnownPerson | undefined =>
  withoutContactPerson.has(number)
    ? undefined
    : people.get(otherContactPersons.get(number) ?? contactPersons[student.course] ?? "");

async function assignContact(
  stage: Stage,
  people: ReadonlyMap<string, KnownPerson>,
  student: KnownPerson,
  number: number,
): Promise<void> {
  const teacher = contactOf(people, student, number);
  if (!teacher) return;
  await make(
    stage,
    "DirectoryService/CreateContactAssignment",
    clientOf(stage, "practice_office"),
    student.sub,
    {
      parent: stage.parent,
      contact_assignment: {
        student: student.name,
        teacher: teacher.name,
        start_date: stage.calendar.yearStart,
      },
    },
  );
}
