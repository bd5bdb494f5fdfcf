// The programmes that a role is limited to: choosing them, and saying how far a granted role reaches.
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { RoleGrant } from "../../gen/driehoek/v1/access_pb";
import type { Programme } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { useWords, type Words } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";

/** The others always hold for the whole institution; the server refuses programmes with them. */
export function mayBeLimited(role: string): boolean {
  return role === "practice_office" || role === "programme_manager";
}

export function useProgrammes(): UseQueryResult<Programme[]> {
  const client = useClient(DirectoryService);
  const parent = `institutions/${useSession().institution}`;
  return useQuery({
    queryKey: ["programmes", parent],
    queryFn: () => allPages((pageToken) => client.listProgrammes({ parent, pageSize: 500, pageToken }), (page) => page.programmes),
    staleTime: 60_000,
  });
}

/** How far a grant reaches, in words; empty for a role that has no such limit, and while the names are not known yet. */
export function reachOf({ t }: Words, grant: RoleGrant, programmes: readonly Programme[]): string {
  if (!mayBeLimited(grant.role)) return "";
  if (grant.programmes.length === 0) return t("rights.everywhere");
  const names = programmes.filter((programme) => grant.programmes.includes(programme.name)).map((programme) => programme.displayName);
  return names.length === 0 ? "" : t("rights.only", { programmes: names.join(", ") });
}

interface Choice {
  readonly programmes: UseQueryResult<Programme[]>;
  readonly chosen: readonly string[];
  readonly onChosen: (names: readonly string[]) => void;
}

export function ProgrammeChoice({ programmes, chosen, onChosen }: Choice) {
  const { t } = useWords();
  return (
    <fieldset class="field">
      <legend class="lab">{t("rights.programmes")} <span class="hint">{t("rights.programmes_hint")}</span></legend>
      <Faces of={programmes}>
        {(list) => list.map(({ name, displayName }) => (
          <label key={name} class="check">
            <input type="checkbox" checked={chosen.includes(name)} onChange={(event) => onChosen(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))} />
            <span class="s">{displayName}</span>
          </label>
        ))}
      </Faces>
    </fieldset>
  );
}
