// One place: where and with whom, how many seats, for which group they are meant, and what a student must have (R23, R26).
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { Variant } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { MatchingService, placeName, refreshRound, RoundState, type MatchingRound, type RoundPlace } from "../../triangle/rounds";
import { variantKey } from "../../triangle/words";
import { Exclusions } from "./exclusions";
import { useOrganisations, usePersons, useSupervisors, useWorkplaces } from "../../triangle/directory";
import { latePaths, noQuota, parsePoint, placeOf, setupPaths, typedPlace, type TypedPlace } from "./place_typed";

interface Props {
  readonly round: MatchingRound;
  /** Undefined: a new one. */
  readonly place: RoundPlace | undefined;
  readonly onClose: () => void;
}

interface PartProps {
  readonly round: MatchingRound;
  readonly typed: TypedPlace;
  readonly set: (part: Partial<TypedPlace>) => void;
}

export function PlaceForm({ round, place, onClose }: Props) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={place === undefined ? t("act.add_place") : t("places.change", { place: placeName(place) })} onClose={onClose}>{(close) => <Fields round={round} place={place} onClose={close} />}</Sheet>;
}

function Fields({ round, place, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(() => typedPlace(place));
  const set = (part: Partial<TypedPlace>) => setTyped((old) => ({ ...old, ...part }));
  const setup = round.state === RoundState.SETUP;
  const wrongPoint = typed.location.trim() !== "" && parsePoint(typed.location) === undefined;
  const act = useAct(
    (_: undefined, requestId) => {
      const value = placeOf(typed, place);
      return place === undefined ? client.createRoundPlace({ parent: round.name, place: value, requestId }) : client.updateRoundPlace({ place: value, updateMask: { paths: setup ? setupPaths : latePaths }, requestId });
    },
    () => {
      toast(t("done.saved"));
      refreshRound(cache, round.name);
      onClose();
    },
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (!wrongPoint) act.run(undefined);
    }}>
      {setup && <Where round={round} typed={typed} set={set} fixed={place !== undefined} />}
      <div class="two2">
        <TextField label={t("places.seats")} type="number" min="0" max="500" value={typed.capacity} onValue={(capacity) => set({ capacity })} required />
        {setup && round.groups.length > 0 && <Choice label={t("places.for")} hint={t("optional")} value={typed.intended} onValue={(intended) => set({ intended })} empty={t("places.for_all")} options={round.groups.map((group) => ({ value: group.code, label: group.displayName }))} />}
      </div>
      {round.groups.length > 0 && <Quotas round={round} typed={typed} set={set} />}
      {setup && (
        <>
          <Needs round={round} typed={typed} set={set} />
          <TextArea label={t("places.description")} hint={t("optional")} value={typed.description} onValue={(description) => set({ description })} maxLength={2000} />
          <TextField label={t("places.location")} hint={t("places.location_hint")} value={typed.location} onValue={(location) => set({ location })} error={wrongPoint ? t("places.location_wrong") : undefined} />
        </>
      )}
      {place !== undefined && <Exclusions round={round} value={typed.exclusions} onValue={(exclusions) => set({ exclusions })} />}
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={onClose}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.save")}</button></div>
    </form>
  );
}

function Where({ typed, set, fixed }: PartProps & { fixed: boolean }) {
  const { t } = useWords();
  const organisations = useOrganisations();
  const workplaces = useWorkplaces(typed.organisation);
  const supervisors = useSupervisors(typed.organisation);
  const persons = usePersons();
  const nameOf = new Map((persons.data ?? []).map((person) => [person.name, person.displayName]));
  return (
    <>
      {!fixed && (
        <>
          <Choice label={t("pform.organisation")} value={typed.organisation} onValue={(organisation) => set({ organisation, workplace: "", supervisor: "" })} required empty={t("choose")} options={(organisations.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
          {typed.organisation !== "" && <Choice label={t("pform.workplace")} value={typed.workplace} onValue={(workplace) => set({ workplace })} required empty={t("choose")} options={(workplaces.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />}
        </>
      )}
      {typed.organisation !== "" && (
        <Choice label={t("pform.supervisor")} hint={t("optional")} value={typed.supervisor} onValue={(supervisor) => set({ supervisor })} empty={t("places.no_supervisor")}
          options={(supervisors.data ?? []).filter((one) => one.function === 1).map((one) => ({ value: one.name, label: nameOf.get(one.person) ?? one.jobTitle }))} />
      )}
      <Trouble error={organisations.error ?? workplaces.error ?? supervisors.error ?? persons.error} />
    </>
  );
}

/** Seats of each group at this place: kept first, at most, and who goes first. */
function Quotas({ round, typed, set }: PartProps) {
  const { t } = useWords();
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("quota.title")} <span class="hint">{t("quota.hint")}</span></legend>
      {round.groups.map((group) => {
        const quota = typed.quotas[group.code] ?? noQuota;
        const change = (part: Partial<typeof quota>) => set({ quotas: { ...typed.quotas, [group.code]: { ...quota, ...part } } });
        return (
          <div key={group.code} class="sub three" role="group" aria-label={group.displayName}>
            <TextField label={t("quota.reserved", { group: group.displayName })} type="number" min="0" max="500" value={quota.reserved} onValue={(reserved) => change({ reserved })} />
            <TextField label={t("quota.max", { group: group.displayName })} type="number" min="0" max="500" value={quota.max} onValue={(max) => change({ max })} />
            <TextField label={t("quota.class", { group: group.displayName })} type="number" min="0" max="1000" value={quota.priority} onValue={(priority) => change({ priority })} />
          </div>
        );
      })}
    </fieldset>
  );
}

const variants = [Variant.FULL_TIME, Variant.PART_TIME, Variant.DUAL];

/** What a student must have; nothing chosen means that all may come. */
function Needs({ round, typed, set }: PartProps) {
  const words = useWords();
  const { t } = words;
  const toggle = <T,>(list: readonly T[], one: T, on: boolean) => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("needs.title")} <span class="hint">{t("needs.hint")}</span></legend>
      <div class="row">
        {variants.map((variant) => (
          <label key={variant} class="check"><input type="checkbox" checked={typed.variants.includes(variant)} onChange={(event) => set({ variants: toggle(typed.variants, variant, event.currentTarget.checked) })} /><span>{word(words, variantKey[variant])}</span></label>
        ))}
        {round.groups.map((group) => (
          <label key={group.code} class="check"><input type="checkbox" checked={typed.groups.includes(group.code)} onChange={(event) => set({ groups: toggle(typed.groups, group.code, event.currentTarget.checked) })} /><span>{group.displayName}</span></label>
        ))}
      </div>
      <div class="two2">
        <TextField label={t("needs.phase")} type="number" min="1" max="8" value={typed.minPhase} onValue={(minPhase) => set({ minPhase })} />
        <TextField label={t("needs.languages")} hint={t("needs.languages_hint")} value={typed.languages} onValue={(languages) => set({ languages })} maxLength={100} />
      </div>
    </fieldset>
  );
}
