// Other services of the institution that call Driehoek. Their credential is told once.
import { create } from "@bufbuild/protobuf";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ApiClientSchema, ApiClient_State as State, type ApiClient } from "../../gen/driehoek/v1/access_pb";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Message, Status } from "../../shared/ui/status";
import { word } from "../../triangle/parts";
import { roleKey } from "../../triangle/words";
import { Confirm } from "./confirm";

const roles = ["service", "practice_office", "institution_admin"];

export default function Clients() {
  const { t } = useWords();
  usePage(t("place.clients"));
  const client = useClient(AccessService);
  const parent = `institutions/${useSession().institution}`;
  const clients = useQuery({ queryKey: ["apiClients", parent], queryFn: () => allPages((pageToken) => client.listApiClients({ parent, pageSize: 500, pageToken }), (page) => page.apiClients) });
  return (
    <>
      <h1>{t("place.clients")}</h1>
      <div class="cols o2">
        <section class="card" aria-labelledby="clients">
          <h2 id="clients">{t("clients.list")}</h2>
          <Faces of={clients}>{(list) => list.length === 0 ? <Empty><p>{t("clients.empty")}</p></Empty> : <ul class="list">{list.map((one) => <One key={one.name} one={one} />)}</ul>}</Faces>
        </section>
        <NewClient parent={parent} />
      </div>
    </>
  );
}

function One({ one }: { one: ApiClient }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(AccessService);
  const cache = useQueryClient();
  const act = useAct((_: undefined, requestId) => client.revokeApiClient({ name: one.name, etag: one.etag, requestId }), () => void cache.invalidateQueries({ queryKey: ["apiClients"] }));
  const live = one.state === State.ACTIVE;
  return (
    <li>
      <div><b class="b">{one.displayName}</b><p>{word(words, roleKey(one.role))}{one.createTime && ` · ${dates.day(dates.dayOf(one.createTime))}`}</p><Trouble error={act.error} /></div>
      <div class="r"><Status tone={live ? "ok" : "note"}>{t(live ? "grant.active" : "grant.revoked")}</Status>{live && <Confirm label={t("act.revoke")} about={one.displayName} title={t("clients.revoke_title")} text={t("clients.revoke_text")} act={act} />}</div>
    </li>
  );
}

function NewClient({ parent }: { parent: string }) {
  const words = useWords();
  const { t } = words;
  const client = useClient(AccessService);
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState("service");
  const [credential, setCredential] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.createApiClient({ parent, apiClient: create(ApiClientSchema, { displayName: name.trim(), role }), requestId }),
    (answer) => {
      setCredential(answer.credential);
      setName("");
      void cache.invalidateQueries({ queryKey: ["apiClients"] });
    },
  );
  return (
    <section class="card" aria-labelledby="new-client">
      <h2 id="new-client">{t("clients.new")}</h2>
      <form onSubmit={(event) => {
        event.preventDefault();
        act.run(undefined);
      }}>
        <TextField label={t("clients.name")} value={name} onValue={setName} required maxLength={200} />
        <Choice label={t("rights.role")} value={role} onValue={setRole} options={roles.map((one) => ({ value: one, label: word(words, roleKey(one)) }))} />
        <p class="s q">{t("clients.never_signs")}</p>
        <Trouble error={act.error} />
        <div><button type="submit" class="btn" disabled={act.busy}>{t("act.make_client")}</button></div>
      </form>
      {credential !== "" && <Message tone="warn" alert><p>{t("clients.once")}</p><p class="mono hash">{credential}</p></Message>}
    </section>
  );
}
