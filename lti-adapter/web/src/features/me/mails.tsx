// Which mails one gets, and the address from which a calendar program reads one's dates: at each institution of the session.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { NotificationPreferences_Digest as Digest, type NotificationPreferences } from "../../gen/driehoek/v1/notification_pb";
import { NotificationService } from "../../gen/driehoek/v1/notification_service_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { Calendar } from "./calendar";

export function Mails() {
  const { t } = useWords();
  const { selves } = useSession();
  const own = Object.values(selves).flatMap(({ person, institution }) => (person ? [{ person: person.name, school: institution?.displayName ?? "" }] : []));
  const several = own.length > 1;
  if (own.length === 0) return null;
  return (
    <div class="cols o2">
      <section class="card" aria-labelledby="mails">
        <h2 id="mails">{t("mails.title")}</h2>
        {own.map(({ person, school }) => <Preferences key={person} person={person} school={several ? school : ""} />)}
        <p class="xs qq">{t("mails.always")}</p>
      </section>
      <section class="card" aria-labelledby="calendar">
        <h2 id="calendar">{t("cal.title")}</h2>
        <p class="s q">{t("cal.explain")}</p>
        {own.map(({ person, school }) => <Calendar key={person} person={person} school={several ? school : ""} />)}
      </section>
    </div>
  );
}

function Preferences({ person, school }: { person: string; school: string }) {
  const client = useClient(NotificationService);
  const preferences = useQuery({ queryKey: ["mails", person], queryFn: () => client.getNotificationPreferences({ name: `${person}/notificationPreferences` }) });
  return <Faces of={preferences}>{(found) => <Digests person={person} school={school} preferences={found} />}</Faces>;
}

function Digests({ person, school, preferences }: { person: string; school: string; preferences: NotificationPreferences }) {
  const { t } = useWords();
  const client = useClient(NotificationService);
  const cache = useQueryClient();
  const toast = useToast();
  const stopped = preferences.digest === Digest.STOPPED;
  const act = useAct(
    (digest: Digest, requestId) => client.updateNotificationPreferences({ notificationPreferences: { name: preferences.name, digest, etag: preferences.etag }, updateMask: { paths: ["digest"] }, requestId }),
    (answer) => {
      toast(t(answer.digest === Digest.STOPPED ? "done.mails_stopped" : "done.mails_resumed"));
      cache.setQueryData(["mails", person], answer);
    },
  );
  return (
    <div class="stack tight">
      {school !== "" && <h3>{school}</h3>}
      <p><Status tone={stopped ? "note" : "ok"} tag={false}>{t(stopped ? "mails.stopped" : "mails.daily")}</Status></p>
      <Trouble error={act.error} />
      <div><button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(stopped ? Digest.DAILY : Digest.STOPPED)}>{t(stopped ? "act.resume_mails" : "act.stop_mails")}<span class="vh"> {school}</span></button></div>
    </div>
  );
}
