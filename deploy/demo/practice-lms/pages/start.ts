// Choosing who to be, and the list of courses.

import { html, type Html } from "../../shared/html.ts";
import type { Reply } from "../../shared/http.ts";
import { fullName, type Person, type Role } from "../people.ts";
import { personOf, roleIn, type Platform } from "../platform.ts";
import { lmsPage } from "./layout.ts";

export const roleNames: Readonly<Record<Role, string>> = {
  student: "Student",
  teacher: "Docent",
  non_editing_teacher: "Docent zonder bewerkrechten",
  practice_office: "Praktijkbureau",
  administrator: "Beheerder",
};

const isStaff = (person: Person) =>
  Object.values(person.courses).some((role) => role !== "student");

function choice(platform: Platform, person: Person): Html {
  const [course, role] = Object.entries(person.courses)[0] ?? [];
  const several = Object.keys(person.courses).length > 1;
  const title = platform.school.courses.find((c) => c.id === course)?.title ?? "";
  return html`<li><button class="choice" name="user" value="${person.sub}"><strong>${fullName(person)}</strong>
    <span>${role ? roleNames[role] : ""}${several ? "" : `, ${title}`}</span></button></li>`;
}

export function startPage(platform: Platform): Reply {
  const { people, courses } = platform.school;
  const staff = people.filter(isStaff);
  const students = people.filter((p) => !isStaff(p));
  const onePerCourse = courses.flatMap(
    (course) => students.find((p) => p.courses[course.id]) ?? [],
  );
  const option = (p: Person) => html`<option value="${p.sub}">${fullName(p)}</option>`;
  return lmsPage(
    platform,
    { title: "Wie ben je?", path: "/" },
    html`
<p>In deze oefenomgeving heeft niemand een wachtwoord. Kies wie je wilt zijn.</p>
<form method="post" action="/login"><h2>Studenten</h2><ul class="choices">${onePerCourse.map((p) => choice(platform, p))}</ul>
<h2>Medewerkers</h2><ul class="choices">${staff.map((p) => choice(platform, p))}</ul></form>
<form class="row" method="post" action="/login"><label for="user">Of kies uit alle ${students.length} studenten</label>
<select id="user" name="user">${courses.map(
      (course) => html`<optgroup label="${course.title}">
${students.filter((p) => p.courses[course.id]).map(option)}</optgroup>`,
    )}</select>
<button class="button">Log in</button></form>`,
  );
}

export function coursesPage(platform: Platform, user: string): Reply {
  const mine = platform.school.courses.flatMap((course) => {
    const role = roleIn(platform, course.id, user);
    return role ? [{ course, role }] : [];
  });
  const person = personOf(platform, user);
  return lmsPage(
    platform,
    { title: "Mijn cursussen", user, path: "/courses" },
    html`
<p>Welkom${person ? ` ${person.given_name}` : ""}.</p>
${mine.length === 0 && html`<p>Je doet nu aan geen cursus mee.</p>`}
<ul class="cards">${mine.map(
      ({ course, role }) => html`<li><a class="card" href="/courses/${course.id}">
<span class="label">${course.label}</span><strong>${course.title}</strong><span>${roleNames[role]}</span></a></li>`,
    )}</ul>`,
  );
}
