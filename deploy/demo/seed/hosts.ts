// Where students learn: organisations with their branches, departments and supervisors, and the
// guests among them.

import { secretIn } from "./mailbox.ts";
import {
  emailOf,
  frameworkText,
  organisations,
  personnel,
  type Organisation,
  type Supervisor,
} from "./organisations.ts";
import { inParallel } from "./pool.ts";
import type { Signer } from "./signing.ts";
import { adapterOf, clientOf, idOf, make, say, type Named, type Stage } from "./stage.ts";

export interface Host extends Signer {
  readonly key: string;
  /** Resource name of the person. */
  readonly person: string;
  /** Resource name of the supervisor profile. */
  readonly profile: string;
  readonly organisation: string;
  readonly organisationKey: string;
  readonly workplace: string;
  readonly workplaceName: string;
}

export interface Hosts {
  /** By key of the supervisor. */
  readonly supervisors: ReadonlyMap<string, Host>;
  /** Personnel at Van Leeuwen. */
  readonly personnel: Host;
  readonly framework: string;
}

export async function settle(stage: Stage): Promise<Hosts> {
  const found = (await inParallel(organisations, 4, (o) => organisation(stage, o))).flat();
  const vanLeeuwen = found.find((h) => h.organisationKey === personnel.organisation);
  if (!vanLeeuwen) throw new Error("the story needs Van Leeuwen");
  const head = await contactHost(stage, vanLeeuwen);
  const framework = await make<Named>(
    stage,
    "AgreementService/CreateFrameworkAgreement",
    clientOf(stage, "practice_office"),
    personnel.organisation,
    {
      parent: stage.parent,
      framework_agreement: {
        organisation: vanLeeuwen.organisation,
        signatory: head.profile,
        text: frameworkText,
        start_date: stage.calendar.yearStart,
        end_date: { ...stage.calendar.yearStart, year: stage.calendar.yearStart.year + 3 },
      },
    },
  );
  say(`organisations: ${organisations.length}, supervisors: ${found.length}`);
  return {
    supervisors: new Map(found.map((h) => [h.key, h])),
    personnel: head,
    framework: framework.name,
  };
}

async function organisation(stage: Stage, from: Organisation): Promise<Host[]> {
  const office = clientOf(stage, "practice_office");
  const made = await make<Named>(stage, "DirectoryService/CreateOrganisation", office, from.key, {
    parent: stage.parent,
    organisation: {
      display_name: from.name,
      kvk_number: from.kvk,
      relation_type: from.relation,
      sector: from.sector,
    },
  });
  if (from.verified)
    await make(stage, "DirectoryService/VerifyOrganisation", office, from.key, {
      name: made.name,
      etag: made.etag,
    });
  const establishment = await make<Named>(
    stage,
    "DirectoryService/CreateEstablishment",
    office,
    from.key,
    {
      parent: made.name,
      establishment: {
        display_name: `${from.name}, ${from.city}`,
        establishment_number: from.establishmentNumber,
        address: from.address,
        city: from.city,
        region: from.region,
      },
    },
  );
  const hosts: Host[] = [];
  for (const { name, supervisors } of from.workplaces) {
    const workplace = await make<Named>(
      stage,
      "DirectoryService/CreateWorkplace",
      office,
      `${from.key} ${name}`,
      {
        parent: made.name,
        workplace: { display_name: name, establishment: establishment.name, sector: from.sector },
      },
    );
    for (const supervisor of supervisors)
      hosts.push({
        ...(await floorHost(stage, from, made.name, supervisor)),
        workplace: workplace.name,
        workplaceName: name,
      });
  }
  return hosts;
}

async function floorHost(
  stage: Stage,
  from: Organisation,
  parent: string,
  supervisor: Supervisor,
): Promise<Host> {
  const host = await guest(stage, parent, supervisor.key, {
    ...supervisor,
    email: emailOf(supervisor, from),
    function: "FLOOR_SUPERVISOR",
    attention: supervisor.attention,
  });
  if (supervisor.briefed)
    await make(
      stage,
      "DirectoryService/RecordBriefing",
      clientOf(stage, "practice_office"),
      supervisor.key,
      { name: host.profile, briefing_date: stage.calendar.briefing },
    );
  return { ...host, organisationKey: from.key };
}

async function contactHost(stage: Stage, near: Host): Promise<Host> {
  const host = await guest(stage, near.organisation, "personnel", {
    ...personnel,
    qualifications: "",
    function: "ORGANISATION_CONTACT",
  });
  return { ...host, organisationKey: near.organisationKey };
}

interface NewGuest {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly qualifications: string;
  readonly function: string;
  readonly attention?: number;
}

async function guest(stage: Stage, parent: string, key: string, from: NewGuest): Promise<Host> {
  const office = clientOf(stage, "practice_office");
  const displayName = `${from.givenName} ${from.familyName}`;
  const person = await make<Named>(stage, "DirectoryService/CreatePerson", office, key, {
    parent: stage.parent,
    person: { display_name: displayName, given_name: from.givenName },
  });
  await make(stage, "DirectoryService/UpdatePersonContact", office, key, {
    person_contact: { name: `${person.name}/contact`, email: from.email },
    update_mask: { paths: ["email"] },
  });
  const profile = await make<Named>(
    stage,
    "DirectoryService/CreateSupervisorProfile",
    office,
    key,
    {
      parent,
      supervisor_profile: {
        person: person.name,
        function: from.function,
        job_title: from.jobTitle,
        qualifications: from.qualifications,
        ...(from.attention === undefined ? {} : { attention_budget_minutes: from.attention }),
      },
    },
  );
  return {
    key,
    person: person.name,
    profile: profile.name,
    organisation: parent,
    organisationKey: "",
    workplace: "",
    workplaceName: "",
    displayName,
    givenName: from.givenName,
    email: from.email,
    as: { tenant: stage.institution, person: idOf(person.name), role: "workplace_supervisor" },
  };
}

/** Invites a guest, opens the mailed link as the adapter would, and answers who may call with it. */
export async function invite(stage: Stage, host: Host, role: string): Promise<Host> {
  const { api, mailbox, file } = stage;
  let known = file.progress.guests[host.email];
  if (!known) {
    const newest = await mailbox.newest(host.email);
    await api.call("AccessService/CreateGuestGrant", clientOf(stage, "practice_office"), {
      parent: stage.parent,
      guest_grant: { person: host.person },
    });
    const mail = await mailbox.wait(host.email, newest, (m) => secretIn(m) !== undefined);
    const opened = await api.call<{ guest_grant: Named; roles: string[] }>(
      "AccessService/OpenGuestLink",
      adapterOf(stage),
      { secret: secretIn(mail) },
    );
    known = { grant: idOf(opened.guest_grant.name), roles: opened.roles };
    file.save((p) => (p.guests[host.email] = known as (typeof p.guests)[string]));
  }
  if (!known.roles.includes(role)) throw new Error(`${host.key} is no ${role}`);
  const person = idOf(host.person);
  return {
    ...host,
    as: { tenant: stage.institution, person, role, roles: known.roles, guestGrant: known.grant },
  };
}
