// Roles that were granted inside: who was offered one, who holds it, and taking it back.
import { create } from "@bufbuild/protobuf";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { RoleGrantSchema, RoleGrant_State as State, type RoleGrant } from "../../gen/driehoek/v1/access_pb";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import type { Key } from "../../shared/i18n/table";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Status, type Tone } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { word } from "../../triangle/parts";
import { roleKey } from "../../triangle/words";
import { Confirm } from "./confirm";
import { mayBeLimited, ProgrammeChoice, reachOf, useProgrammes } from "./programmes";

const grantable = ["practice_office", "programme_manager", "examiner", "institution_admin", "privacy_officer"];
const face: Record<State, readonly [Tone, Key]> = {
  [State.STATE_UNSPECIFIED]: ["note", "st.unknown"],
  [State.OFFERED]: ["wait", "grant.offered"],
  [State.ACTIVE]: ["ok", "grant.active"],
  [State.EXPIRED]: ["note", "grant.expired"],
  [State.REVOKED]: ["note", "grant.revoked"],
};

export default function Rights() {
  const { t } = useWords();
  usePage(t("place.rights"));
  const client = useClient(AccessService);
  const parent = `institutions/${useSession().institution}`;
  const grants = useQuery({ queryKey: ["roleGrants", parent], queryFn: () => allPages((pageToken) => client.listRoleGrants({ parent, pageSize: 500, pageToken }), (page) => page.roleGrants) });
  return (
    <>
      <h1>{t("place.rights")}</h1>
      <div class="cols o2">
        <section class="card" aria-labelledby="granted">
          <h2 id="granted">{t("rights.list")}</h2>
          <Faces of={grants}>{(list) => list.length === 0 ? <Empty><p>{t("rights.empty")}</p></Empty> : <ul class="list">{list.map((grant) => <Grant key={grant.name} grant={grant} />)}</ul>}</Faces>
        </section>
        <NewGrant parent={parent} />
      </div>
    </>
  );
}

function Grant({ grant }: { grant: RoleGrant }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(AccessService);
  const cache = useQueryClient();
  const act = useAct((_: undefined, requestId) => client.revokeRoleGrant({ name: grant.name, etag: grant.etag, requestId }), () => void cache.invalidateQueries({ queryKey: ["roleGrants"] }));
  const programmes = useProgrammes();
  const [tone, key] = face[grant.state];
  const live = grant.state === State.OFFERED || grant.state === State.ACTIVE;
  const reach = reachOf(words, grant, programmes.data ?? []);
  return (
    <li>
      <div><b class="b">{word(words, roleKey(grant.role))}</b><p>{grant.email}{grant.examBoardReference !== "" && ` · ${grant.examBoardReference}`}{grant.createTime && ` · ${dates.day(dates.dayOf(grant.createTime))}`}</p>{reach !== "" && <p>{reach}</p>}<Trouble error={act.error} /></div>
      <div class="r"><Status tone={tone}>{word(words, key)}</Status>{live && <Confirm label={t("act.revoke")} about={grant.email} title={t("rights.revoke_title")} text={t("rights.revoke_text")} act={act} />}</div>
    </li>
  );
}

function NewGrant({ parent }: { parent: string }) {
  const words = useWords();
  const { t } = words;
  const client = useClient(AccessService);
  const cache = useQueryClient();
  const toast = useToast();
  const [role, setRole] = useState("practice_office");
  const [email, setEmail] = useState("");
  const [board, setBoard] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const programmes = useProgrammes();
  const limited = mayBeLimited(role);
  const act = useAct(
    (_: undefined, requestId) => client.createRoleGrant({ parent, roleGrant: create(RoleGrantSchema, { role, email: email.trim(), examBoardReference: board.trim(), programmes: limited ? [...chosen] : [] }), requestId }),
    () => {
      toast(t("done.mailed", { name: email.trim() }));
      setEmail("");
      setBoard("");
      setChosen([]);
      void cache.invalidateQueries({ queryKey: ["roleGrants"] });
    },
  );
  return (
    <section class="card" aria-labelledby="new-grant">
      <h2 id="new-grant">{t("rights.new")}</h2>
      <p class="s q">{t("rights.explain")}</p>
      <form onSubmit={(event) => {
        event.preventDefault();
        act.run(undefined);
      }}>
        <Choice label={t("rights.role")} value={role} onValue={setRole} options={grantable.map((one) => ({ value: one, label: word(words, roleKey(one)) }))} />
        <TextField label={t("person.email")} type="email" value={email} onValue={setEmail} required maxLength={254} />
        {role === "examiner" && <TextField label={t("rights.board")} value={board} onValue={setBoard} required maxLength={200} />}
        {limited && <ProgrammeChoice programmes={programmes} chosen={chosen} onChosen={setChosen} />}
        <Trouble error={act.error} />
        <div><button type="submit" class="btn" disabled={act.busy || (limited && programmes.data === undefined)}>{t("act.grant")}</button></div>
      </form>
    </section>
  );
}
