// The register: organisations where students learn, with what is known and verified of them (R22, R67).
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { OrganisationSchema, Organisation_RelationType as Relation, type Organisation } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate, usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { Status } from "../../shared/ui/status";
import { organisationHref } from "./links";
import { useOrganisations, useParent } from "./queries";
import "../../shared/ui/tables.css";
import "./office.css";

const page = 25;

export default function Register() {
  const { t, tn } = useWords();
  usePage(t("place.register"));
  const organisations = useOrganisations();
  const [making, setMaking] = useState(false);
  const [search, setSearch] = useState("");
  const [size, setSize] = useState(page);
  return (
    <>
      <div class="head"><h1>{t("place.register")}</h1><div class="row"><a class="btn flat sm" href="#/assessment">{t("place.judge")}</a><a class="btn flat sm" href="#/scores">{t("place.scores")}</a><a class="btn flat sm" href="#/conflicts">{t("act.see_conflicts")}</a><a class="btn two sm" href="#/files">{t("act.register_files")}</a><button type="button" class="btn sm" onClick={() => setMaking(true)}>{t("act.new_organisation")}</button></div></div>
      <Faces of={organisations}>
        {(list) => {
          const found = list.filter((one) => one.displayName.toLowerCase().includes(search.trim().toLowerCase()));
          return list.length === 0
            ? <Empty><p>{t("register.empty")}</p></Empty>
            : (
              <section class="card" aria-label={t("place.register")}>
                <TextField label={t("register.search")} value={search} onValue={setSearch} />
                <p class="s q" role="status">{tn("register.count", found.length)}</p>
                <Organisations list={found.slice(0, size)} />
                {found.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, found.length - size), total: found.length })}</button></div>}
              </section>
            );
        }}
      </Faces>
      {making && <NewOrganisation onClose={() => setMaking(false)} />}
    </>
  );
}

function Organisations({ list }: { list: readonly Organisation[] }) {
  const { t } = useWords();
  return (
    <table class="cards">
      <caption class="vh">{t("place.register")}</caption>
      <thead><tr><th scope="col">{t("register.name")}</th><th scope="col">{t("register.kvk")}</th><th scope="col">{t("register.relation")}</th><th scope="col">{t("register.sector")}</th></tr></thead>
      <tbody>
        {list.map((one) => (
          <tr key={one.name}>
            <th scope="row"><a href={organisationHref(one.name)}>{one.displayName}</a></th>
            <td data-label={t("register.kvk")}><Verified organisation={one} /></td>
            <td data-label={t("register.relation")}>{t(one.relationType === Relation.STRUCTURAL ? "register.structural" : "register.incidental")}</td>
            <td data-label={t("register.sector")}>{one.sector}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Verified({ organisation }: { organisation: Organisation }) {
  const { t, dates } = useWords();
  if (organisation.verifyTime) return <Status tone="ok" tag={false}>{t("register.verified", { number: organisation.kvkNumber, date: dates.day(dates.dayOf(organisation.verifyTime)) })}</Status>;
  return <Status tone="note" tag={false}>{organisation.kvkNumber === "" ? t("register.no_kvk") : t("register.unverified", { number: organisation.kvkNumber })}</Status>;
}

function NewOrganisation({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const cache = useQueryClient();
  const parent = useParent();
  const [name, setName] = useState("");
  const [kvk, setKvk] = useState("");
  const [sector, setSector] = useState("");
  const [relation, setRelation] = useState(String(Relation.INCIDENTAL));
  const act = useAct(
    (_: undefined, requestId) => client.createOrganisation({
      parent, organisation: create(OrganisationSchema, { displayName: name.trim(), kvkNumber: kvk.trim(), sector: sector.trim(), relationType: relation === String(Relation.STRUCTURAL) ? Relation.STRUCTURAL : Relation.INCIDENTAL }), requestId,
    }),
    (made) => {
      void cache.invalidateQueries({ queryKey: ["organisations"] });
      navigate(organisationHref(made.name));
    },
  );
  return (
    <Sheet kind="dialog" title={t("act.new_organisation")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <TextField label={t("register.name")} value={name} onValue={setName} required maxLength={200} />
          <TextField label={t("register.kvk")} hint={t("register.kvk_hint")} value={kvk} onValue={setKvk} maxLength={8} />
          <Choice label={t("register.relation")} value={relation} onValue={setRelation} options={[{ value: String(Relation.STRUCTURAL), label: t("register.structural") }, { value: String(Relation.INCIDENTAL), label: t("register.incidental") }]} />
          <TextField label={t("register.sector")} hint={t("optional")} value={sector} onValue={setSector} maxLength={100} />
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
