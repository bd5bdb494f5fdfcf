// seed: tells the demo's story to a running Driehoek, once. Everything goes the way it goes in real
// life: through the services, by people with their own rights, with codes and links from the mail.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readFlags } from "../shared/flags.ts";
import { readSchool } from "../practice-lms/people.ts";
import { Api } from "./api.ts";
import { readCallTokenKey } from "./call_token.ts";
import { calendarOf } from "./calendar.ts";
import { holdCheckIns } from "./check_ins.ts";
import { stayInTouch } from "./contacts.ts";
import { gatherEvidence } from "./evidence.ts";
import { Ctl } from "./ctl.ts";
import { settle } from "./hosts.ts";
import { Mailbox } from "./mailbox.ts";
import { offerSeats } from "./offers.ts";
import { ProgressFile } from "./progress.ts";
import { tellRhythm } from "./rhythm.ts";
import { holdRound } from "./rounds.ts";
import { actingAs, enrol, giveRole, meet, openInstitution, registerTool, teach } from "./school.ts";
import { scanWorkplaces } from "./scans.ts";
import { say, type Stage } from "./stage.ts";
import { tellStories, tidyMails } from "./story.ts";
import { planLearning } from "./tasks.ts";
import { askForWayOn } from "./ways_on.ts";

const needed = ["ctl", "data", "grpc", "lms", "mail", "lti"] as const;

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    ctl: "",
    data: "",
    grpc: "",
    lms: "",
    mail: "",
    lti: "",
    database: "",
  });
  for (const name of needed) if (flags[name] === "") throw new Error(`--${name} is needed`);
  const school = readSchool(join(import.meta.dirname, "../people.json"));
  const institution = school.institution.id;
  const mark = join(flags.data, "seeded");
  if (existsSync(mark) && readFileSync(mark, "utf8").split("\n").includes(institution)) {
    say("the story was told before");
    return;
  }
  const began = Date.now();
  mkdirSync(join(flags.data, "keys"), { recursive: true, mode: 0o700 });
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  const file = new ProgressFile(join(flags.data, "keys/seed.json"), institution, today);
  const api = new Api(flags.grpc, readCallTokenKey(join(flags.data, "keys/call_token.key")));
  const stage: Stage = {
    institution,
    parent: `institutions/${institution}`,
    api,
    ctl: new Ctl(flags.ctl, flags),
    mailbox: new Mailbox(flags.mail),
    file,
    calendar: calendarOf(file.progress.today),
    lms: new URL(flags.lms).origin,
    lti: flags.lti.replace(/\/+$/, ""),
  };
  try {
    await tell(stage, school);
  } finally {
    api.close();
  }
  writeFileSync(mark, `${institution}\n`, { flag: "a" });
  say(`the story is told, in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

async function tell(stage: Stage, school: ReturnType<typeof readSchool>): Promise<void> {
  await openInstitution(stage, school.institution.name);
  await registerTool(stage);
  const variants = await teach(stage);
  const people = await meet(stage, school);
  const person = (sub: string) => {
    const found = people.get(sub);
    if (!found) throw new Error(`people.json lacks ${sub}`);
    return found;
  };
  await giveRole(stage, person("office-01"), "practice_office");
  await giveRole(stage, person("admin-01"), "institution_admin");
  await giveRole(stage, person("admin-01"), "programme_manager");
  const enrolments = await enrol(stage, people, variants);
  const hosts = await settle(stage);
  const office = actingAs(person("office-01"), "practice_office");
  const players = { people, variants, enrolments, hosts, office };
  const keep = await tellStories(stage, players);
  await offerSeats(stage, players);
  await scanWorkplaces(stage, players);
  await planLearning(stage, players);
  await holdCheckIns(stage, players);
  await stayInTouch(stage, players);
  await tellRhythm(stage, players);
  await gatherEvidence(stage, players);
  await askForWayOn(stage, players);
  await giveRole(stage, person("teacher-04"), "practice_office");
  await holdRound(stage, players);
  await tidyMails(stage, keep);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`seed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
