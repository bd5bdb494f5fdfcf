// One organisation: verified or not, its establishments and workplaces, its people, and the framework agreements with its management (R19).
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import type { Organisation, SupervisorProfile } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Avatar, Status } from "../../shared/ui/status";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AddressForm } from "./address_form";
import { Establishments } from "./establishments";
import { conflictsHref, jobsHref } from "./links";
import { NewFramework } from "./framework_form";
import { Verified } from "./register";
import { InviteButton, NewSupervisor } from "./supervisor_form";
import { usePersons, useParent, useSupervisors } from "./queries";
import { Workplaces } from "./workplaces";
import "./office.css";

export default function OrganisationPage({ name }: { name: string }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const organisation = useQuery({ queryKey: ["organisation", name], queryFn: () => client.getOrganisation({ name }) });
  const title = organisation.data?.displayName ?? t("register.organisation");
  usePage(title);
  return (
    <>
      <div class="stack tight"><p><a class="s" href="#/register">{t("register.back")}</a></p><h1>{title}</h1><p class="row s"><a href={jobsHref(name)}>{t("act.see_jobs")}</a><a href={conflictsHref({ organisation: name })}>{t("act.see_conflicts")}</a></p></div>
      <Faces of={organisation}>
        {(one) => (
          <div class="cols o2">
            <div class="stack wide"><Facts organisation={one} /><Establishments organisation={name} /><Workplaces organisation={name} /></div>
            <div class="stack wide"><People organisation={name} /><Frameworks organisation={name} /></div>
          </div>
        )}
      </Faces>
    </>
  );
}

function Facts({ organisation }: { organisation: Organisation }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const cache = useQueryClient();
  const act = useAct(
    (_: undefined, requestId) => client.verifyOrganisation({ name: organisation.name, etag: organisation.etag, requestId }),
    (answer) => {
      cache.setQueryData(["organisation", answer.name], answer);
      void cache.invalidateQueries({ queryKey: ["organisations"] });
    },
  );
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{t("register.kvk")}</h2>
      <p><Verified organisation={organisation} /></p>
      {!organisation.verifyTime && organisation.kvkNumber !== "" && (
        <>
          <p class="s q">{t("register.verify_explain")}</p>
          <div><button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.verify")}</button></div>
        </>
      )}
      <Trouble error={act.error} />
    </section>
  );
}

function People({ organisation }: { organisation: string }) {
  const { t } = useWords();
  const supervisors = useSupervisors(organisation);
  const persons = usePersons();
  const [making, setMaking] = useState(false);
  const nameOf = (profile: SupervisorProfile) => persons.data?.find((person) => person.name === profile.person)?.displayName ?? profile.jobTitle;
  return (
    <section class="card" aria-labelledby="people">
      <div class="head"><h2 id="people">{t("register.people")}</h2><button type="button" class="btn two sm" onClick={() => setMaking(true)}>{t("act.new_supervisor")}</button></div>
      <Faces of={supervisors}>
        {(list) => list.length === 0
          ? <Empty><p>{t("register.no_people")}</p></Empty>
          : <ul class="who">{list.map((profile) => <Person key={profile.name} profile={profile} name={nameOf(profile)} />)}</ul>}
      </Faces>
      {making && <NewSupervisor organisation={organisation} onClose={() => setMaking(false)} />}
    </section>
  );
}

function Person({ profile, name }: { profile: SupervisorProfile; name: string }) {
  const { t, dates } = useWords();
  const floor = profile.function === 1;
  const [changing, setChanging] = useState(false);
  return (
    <li>
      <Avatar name={name} />
      <div>
        <b class="b">{name}</b>
        <p>{t(floor ? "register.floor" : "register.management")}{profile.jobTitle !== "" && ` · ${profile.jobTitle}`}</p>
        {floor && <p>{profile.briefingValidUntilDate
          ? <Status tone="ok" tag={false}>{t("register.briefed", { date: dates.day(profile.briefingValidUntilDate) })}</Status>
          : <Status tone="note" tag={false}>{t("register.not_briefed")}</Status>}</p>}
      </div>
      <div class="stack tight">
        <InviteButton person={profile.person} name={name} />
        <div><button type="button" class="btn flat sm" onClick={() => setChanging(true)}>{t("act.change_address")}<span class="vh"> {name}</span></button></div>
      </div>
      {changing && <AddressForm person={profile.person} name={name} onClose={() => setChanging(false)} />}
    </li>
  );
}

function Frameworks({ organisation }: { organisation: string }) {
  const { t, dates } = useWords();
  const client = useClient(AgreementService);
  const parent = useParent();
  const [making, setMaking] = useState(false);
  const supervisors = useSupervisors(organisation);
  const persons = usePersons();
  // The management first: it is who agrees on a framework.
  const people = [...(supervisors.data ?? [])].sort((a, b) => b.function - a.function)
    .map((profile) => ({ value: profile.name, label: persons.data?.find((person) => person.name === profile.person)?.displayName ?? profile.jobTitle }));
  const frameworks = useQuery({ queryKey: ["frameworks", organisation], queryFn: () => client.listFrameworkAgreements({ parent, organisation, pageSize: 100 }) });
  return (
    <section class="card" aria-labelledby="frameworks">
      <div class="head"><h2 id="frameworks">{t("framework.title")}</h2><button type="button" class="btn two sm" onClick={() => setMaking(true)}>{t("act.new_framework")}</button></div>
      <p class="s q">{t("framework.explain")}</p>
      <Faces of={frameworks}>
        {(answer) => answer.frameworkAgreements.length === 0
          ? <Empty><p>{t("framework.empty")}</p></Empty>
          : <ul class="list">{answer.frameworkAgreements.map((one) => <li key={one.name}><div><b class="b">{one.startDate && one.endDate && t("road.period", { from: dates.day(one.startDate), to: dates.day(one.endDate) })}</b><p class="prose">{one.text}</p></div></li>)}</ul>}
      </Faces>
      {making && <NewFramework organisation={organisation} people={people} onClose={() => setMaking(false)} />}
    </section>
  );
}
