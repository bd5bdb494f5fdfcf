// Who is counted together: groups with their programmes (R26).
import { MatchingRound_GroupSchema, type MatchingRound_Group as Group } from "../../gen/driehoek/v1/matching_pb";
import { create } from "@bufbuild/protobuf";
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { useProgrammes } from "../../triangle/directory";

export interface TypedGroup {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly programmes: readonly string[];
}

let ids = 0;

export function typedGroups(groups: readonly Group[]): TypedGroup[] {
  return groups.map((group) => ({ id: (ids += 1), code: group.code, name: group.displayName, programmes: group.programmes }));
}

/** A code from the name: lower case letters, digits and hyphens, a letter first. */
function codeOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "").slice(0, 36);
  const base = plain.length < 2 ? `g${plain || "1"}` : plain;
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(code)) return code;
  }
}

export function groupsOf(typed: readonly TypedGroup[]): Group[] {
  const taken = new Set(typed.map(({ code }) => code).filter((code) => code !== ""));
  return typed.filter(({ name }) => name.trim() !== "").map(({ code, name, programmes }) => {
    const own = code || codeOf(name, taken);
    taken.add(own);
    return create(MatchingRound_GroupSchema, { code: own, displayName: name.trim(), programmes: [...programmes] });
  });
}

export function GroupFields({ groups, onGroups }: { groups: readonly TypedGroup[]; onGroups: (groups: TypedGroup[]) => void }) {
  const { t } = useWords();
  const programmes = useProgrammes();
  const change = (id: number, part: Partial<TypedGroup>) => onGroups(groups.map((group) => (group.id === id ? { ...group, ...part } : group)));
  const takenBy = (programme: string, id: number) => groups.some((group) => group.id !== id && group.programmes.includes(programme));
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("rform.groups")} <span class="hint">{t("rform.groups_hint")}</span></legend>
      {groups.map((group, index) => (
        <div key={group.id} class="sub">
          <TextField label={t("rform.group_name", { n: index + 1 })} value={group.name} onValue={(name) => change(group.id, { name })} required maxLength={100} />
          <div role="group" class="stack tight" aria-label={t("rform.group_programmes", { group: group.name || String(index + 1) })}>
            <Faces of={programmes}>
              {(list) => list.map((programme) => (
                <label key={programme.name} class="check">
                  <input type="checkbox" checked={group.programmes.includes(programme.name)} disabled={takenBy(programme.name, group.id)}
                    onChange={(event) => change(group.id, { programmes: event.currentTarget.checked ? [...group.programmes, programme.name] : group.programmes.filter((one) => one !== programme.name) })} />
                  <span>{programme.displayName}</span>
                </label>
              ))}
            </Faces>
          </div>
          <div><button type="button" class="btn flat sm" onClick={() => onGroups(groups.filter((one) => one.id !== group.id))}>{t("act.remove")}<span class="vh"> {group.name}</span></button></div>
        </div>
      ))}
      <div><button type="button" class="btn two sm" onClick={() => onGroups([...groups, { id: (ids += 1), code: "", name: "", programmes: [] }])}>{t("act.add_group")}</button></div>
    </fieldset>
  );
}
