// Which roles an organisation has at the level of an associate degree (R11). Its own people and the practice office keep the list, a
// programme manager reads it. Without a name it is the organisation of the guest.
import { useQuery } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import type { Organisation } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import type { JobRole } from "../../gen/driehoek/v1/job_role_pb";
import { useClient, useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Rows } from "../../shared/ui/rows";
import { Status } from "../../shared/ui/status";
import { useOrganisations } from "../../triangle/directory";
import { adFirst, adLevel, levelKeyOf, levelOf, Presence, presenceKey, presenceTone, useJobRoles } from "./calls";
import { JobForm } from "./form";

function JobsPage({ name }: { name: string }) {
  const { t } = useWords();
  usePage(t("job.page"));
  return name === "" ? <Own /> : <Named name={name} />;
}

function Named({ name }: { name: string }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const organisation = useQuery({ queryKey: ["organisation", name], queryFn: () => client.getOrganisation({ name }) });
  const [, institution, , id] = name.split("/");
  return (
    <>
      <Title back={{ href: `#/organisation/${institution ?? ""}/${id ?? ""}`, text: t("job.back") }} organisation={organisation.data?.displayName} />
      <Faces of={organisation}>{(one) => <Content organisation={one} />}</Faces>
    </>
  );
}

/** Somebody may work for two organisations. */
function Own() {
  const { t } = useWords();
  const organisations = useOrganisations();
  const [chosen, setChosen] = useState("");
  const list = organisations.data ?? [];
  const organisation = list.find(({ name }) => name === chosen) ?? list[0];
  return (
    <>
      <Title back={{ href: "#/", text: t("act.home") }} organisation={organisation?.displayName} />
      {list.length > 1 && organisation && <Chips label={t("pick.organisation")} value={organisation.name} onValue={setChosen} options={list.map(({ name, displayName }) => ({ value: name, label: displayName }))} />}
      <Faces of={organisations}>{() => organisation ? <Content key={organisation.name} organisation={organisation} /> : <Empty><p>{t("job.no_organisation")}</p></Empty>}</Faces>
    </>
  );
}

function Title({ back, organisation }: { back: { href: string; text: string }; organisation: string | undefined }) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      <p><a class="s" href={back.href}>{back.text}</a></p>
      <h1>{t("job.page")}</h1>
      {organisation !== undefined && <p class="b">{organisation}</p>}
      <p class="s q">{t("job.explain")}</p>
    </div>
  );
}

function Content({ organisation }: { organisation: Organisation }) {
  const { t, tn } = useWords();
  const { role } = useSession();
  const roles = useJobRoles(organisation.name);
  const [open, setOpen] = useState<{ role: JobRole | undefined }>();
  const keeps = role !== "programme_manager";
  return (
    <section class="card" aria-labelledby="jobs">
      <div class="head">
        <h2 id="jobs">{tn("job.count", (roles.data ?? []).filter((one) => levelOf(one) === adLevel && one.presence === Presence.PRESENT).length)}</h2>
        {keeps && <button type="button" class="btn sm" onClick={() => setOpen({ role: undefined })}>{t("act.add_job")}</button>}
      </div>
      <Faces of={roles}>
        {(list) => list.length === 0 ? <Empty><p>{t(keeps ? "job.empty" : "job.empty_reader")}</p></Empty> : <Table roles={adFirst(list)} sector={organisation.sector} onChange={keeps ? (one) => setOpen({ role: one }) : undefined} />}
      </Faces>
      {open && <JobForm organisation={organisation.name} role={open.role} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function Table({ roles, sector, onChange }: { roles: readonly JobRole[]; sector: string; onChange: ((role: JobRole) => void) | undefined }) {
  const { t } = useWords();
  return (
    <Rows caption={t("job.page")} rows={roles} keyOf={({ name }) => name} file={t("job.file")}
      {...(onChange && { act: (role: JobRole) => <button type="button" class="btn flat sm" onClick={() => onChange(role)}>{t("act.change_job")}<span class="vh"> {role.displayName}</span></button> })}
      columns={[
        { label: t("job.title"), value: ({ displayName }) => displayName },
        { label: t("job.presence"), value: ({ presence }) => t(presenceKey[presence]), show: ({ presence }) => <Status tone={presenceTone[presence]} tag={false}>{t(presenceKey[presence])}</Status> },
        { label: t("job.level"), value: (role) => t(levelKeyOf(role)) },
        { label: t("job.sector"), value: (role) => role.sector || sector },
        { label: t("job.note"), value: ({ note }) => note },
      ]} />
  );
}

export default withParts(["jobs"], JobsPage);
