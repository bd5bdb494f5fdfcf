// Oneself: who saw my data, and taking up a role with the code from a mail. Everyone has this place (R87).
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient, useSession, useSessionStore } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Loading, Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { word } from "../../triangle/parts";
import { roleKey } from "../../triangle/words";
import { actionWords } from "./action_words";
import { Mails } from "./mails";
import "../../shared/ui/tables.css";

function Me() {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const self = session.selves[session.institution];
  usePage(t("me.title"));
  const employer = ["workplace_supervisor", "organisation_contact"].includes(session.role);
  return (
    <>
      <div class="stack tight">
        <p><a class="s" href="#/">{t("act.home")}</a></p>
        <h1>{self?.person?.displayName || t("me.title")}</h1>
        <p class="q">{session.role !== "" && `${word(words, roleKey(session.role))} · `}{self?.institution?.displayName}</p>
      </div>
      {["examiner", "panel_member", "privacy_officer"].includes(session.role) && <p class="s q">{t("me.nothing_yet")}</p>}
      {session.role === "student" && <p><a class="s" href="#/conflicts">{t("act.see_conflicts_own")}</a></p>}
      {employer && <p><a class="s" href="#/jobs">{t("me.jobs")}</a></p>}
      <Mails />
      <WhoSaw />
      {session.kind === "lms" && <TakeRole />}
    </>
  );
}

function WhoSaw() {
  const words = useWords();
  const { t, dates } = words;
  const session = useSession();
  const client = useClient(AccessService);
  const parent = `institutions/${session.institution}`;
  const resource = session.role === "privacy_officer" || session.role === "institution_admin" ? "" : (session.selves[session.institution]?.person?.name ?? "");
  const entries = useInfiniteQuery({
    queryKey: ["audit", parent, resource],
    queryFn: ({ pageParam }) => client.listAuditEntries({ parent, resource, pageSize: 25, pageToken: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => (page.nextPageToken === "" ? undefined : page.nextPageToken),
  });
  const all = entries.data?.pages.flatMap((page) => page.auditEntries) ?? [];
  return (
    <section class="card" aria-labelledby="who-saw">
      <h2 id="who-saw">{t("me.who_saw")}</h2>
      <p class="s q">{t("me.who_saw_explain")}</p>
      {entries.isPending && <Loading />}
      {entries.error && <Trouble error={entries.error} retry={() => void entries.refetch()} />}
      {entries.data && all.length === 0 && <Empty><p>{t("me.nobody")}</p></Empty>}
      {all.length > 0 && (
        <table class="cards">
          <caption class="vh">{t("me.who_saw")}</caption>
          <thead><tr><th scope="col">{t("me.who")}</th><th scope="col">{t("me.what")}</th><th scope="col">{t("me.when")}</th></tr></thead>
          <tbody>
            {all.map((entry) => (
              <tr key={entry.name}>
                <th scope="row">{["system", "driehoekctl"].includes(entry.actor) ? t("history.clock") : entry.actor || t("me.someone")}</th>
                <td data-label={t("me.what")}>{actionWords(words, entry.action)}{entry.reason !== "" && ` · ${entry.reason}`}</td>
                <td data-label={t("me.when")} class="num">{entry.entryTime && dates.moment(entry.entryTime)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {entries.hasNextPage && <div><button type="button" class="btn two sm" disabled={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>{t("act.more")}</button></div>}
    </section>
  );
}

function TakeRole() {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const store = useSessionStore();
  const client = useClient(AccessService);
  const toast = useToast();
  const [code, setCode] = useState("");
  const act = useAct(
    async (_: undefined, requestId) => {
      const grant = await client.redeemRoleGrant({ parent: `institutions/${session.institution}`, code: code.trim(), requestId });
      return { grant, self: await client.getSelf({}) };
    },
    ({ grant, self }) => {
      setCode("");
      store.change({ role: session.role === "" ? grant.role : session.role, roles: [...new Set([...session.roles, grant.role])], selves: { ...store.get().selves, [session.institution]: self } });
      toast(t("done.role", { role: word(words, roleKey(grant.role)) }));
    },
  );
  return (
    <section class="card narrow" aria-labelledby="take-role">
      <h2 id="take-role">{t("me.role_title")}</h2>
      <p class="s q">{t("me.role_explain")}</p>
      <form onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") act.run(undefined);
      }}>
        <TextField label={t("me.role_code")} value={code} onValue={setCode} required autocomplete="one-time-code" />
        <Trouble error={act.error} />
        <div><button type="submit" class="btn" disabled={act.busy}>{t("act.take_role")}</button></div>
      </form>
    </section>
  );
}

export default withParts(["me"], Me);
