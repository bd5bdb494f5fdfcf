// The attention of supervisors as a table: students today, time a week, and what is left of it for each.
import { useQuery } from "@tanstack/react-query";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { usePersons } from "../../triangle/directory";
import { usePlacements } from "../../triangle/queries";
import { attentionOf } from "./attention";

/** Of these organisations, by resource name with the name to show. */
export function Supervisors({ organisations }: { organisations: ReadonlyMap<string, string> }) {
  const { t, tn, dates } = useWords();
  const client = useClient(DirectoryService);
  const placements = usePlacements();
  const persons = usePersons();
  const names = [...organisations.keys()];
  const profiles = useQuery({
    queryKey: ["attention", names],
    queryFn: async () => (await Promise.all(names.map((parent) => allPages((pageToken) => client.listSupervisorProfiles({ parent, pageSize: 500, pageToken }), (page) => page.supervisorProfiles)))).flat(),
    enabled: names.length > 0,
  });
  const nameOf = new Map((persons.data ?? []).map((person) => [person.name, person.displayName]));
  return (
    <section class="card" aria-labelledby="attention">
      <h2 id="attention">{t("attention.title")}</h2>
      <p class="s q">{t("attention.explain")}</p>
      <Faces of={profiles.data === undefined ? profiles : placements}>
        {() => (
          <Rows caption={t("attention.title")} rows={attentionOf(profiles.data ?? [], placements.data ?? [], dates.today())} keyOf={({ profile }) => profile.name} file={t("attention.file")}
            columns={[
              { label: t("offer.supervisor"), value: ({ profile }) => nameOf.get(profile.person) ?? profile.jobTitle },
              { label: t("offer.organisation"), value: ({ profile }) => organisations.get(profile.name.split("/supervisors/")[0] ?? "") ?? "" },
              { label: t("attention.students"), value: ({ students }) => students, numeric: true },
              { label: t("attention.week"), value: ({ minutes }) => minutes ?? "", show: ({ minutes }) => (minutes === undefined ? t("attention.unknown") : tn("attention.minutes", minutes)), numeric: true },
              { label: t("attention.each"), value: ({ each }) => each ?? "", show: ({ each }) => (each === undefined ? "–" : tn("attention.minutes", each)), numeric: true },
            ]} />
        )}
      </Faces>
    </section>
  );
}
