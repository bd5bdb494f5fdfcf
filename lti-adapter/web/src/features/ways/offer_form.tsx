// The options that the student will choose from.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { useOrganisations, useWorkplaces } from "../../triangle/directory";
import { ContinuationService, OptionKind, refreshWays, WayState, type Way, type WorkplaceFit } from "../../triangle/ways";
import { kindKey, kinds, placeOf } from "../../triangle/way_words";
import { useState } from "preact/hooks";
import { blankOption, bounds, needsOutcomes, optionsOf, type TypedOption } from "./options";
import "./ways.css";

interface Props {
  readonly way: Way;
  readonly options: readonly TypedOption[];
  readonly onOptions: (options: readonly TypedOption[]) => void;
  readonly fits: readonly WorkplaceFit[];
}

export function OfferForm({ way, options, onOptions, fits }: Props) {
  const { t } = useWords();
  const client = useClient(ContinuationService);
  const cache = useQueryClient();
  const toast = useToast();
  // Names of workplaces that were chosen from the register and are in no list of suggestions.
  const [others, setOthers] = useState<ReadonlyMap<string, string>>(new Map());
  const names = new Map([...fits.map((fit) => [fit.workplace, placeOf(fit)] as const), ...others]);
  const change = (id: number, part: Partial<TypedOption>) => onOptions(options.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const act = useAct(
    (_: undefined, requestId) => client.offerOptions({ name: way.name, options: optionsOf(options), etag: way.etag, requestId }),
    (answer) => {
      toast(t("done.ways_offered", { name: way.labels?.student ?? "" }));
      refreshWays(cache, answer);
    },
  );
  return (
    <form class="card" aria-labelledby="offer" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="offer">{t("ways.offer")}</h2>
      {options.length === 0 && <Empty><p>{t("ways.no_options")}</p></Empty>}
      {options.map((option, index) => (
        <fieldset key={option.id} class="sub">
          <legend class="lab">{t("ways.option", { n: index + 1 })}</legend>
          <Choice label={t("ways.kind")} value={String(option.kind)} onValue={(value) => change(option.id, { kind: kinds.find((kind) => String(kind) === value) ?? OptionKind.OTHER_KIND })} options={kinds.map((kind) => ({ value: String(kind), label: t(kindKey[kind]) }))} />
          <Places option={option} names={names} onPlaces={(workplaces) => change(option.id, { workplaces })} onName={(workplace, name) => setOthers(new Map([...others, [workplace, name]]))} />
          <TextField label={t("ways.codes")} hint={t(needsOutcomes(option.kind) ? "ways.codes_hint" : "optional")} value={option.codes} onValue={(codes) => change(option.id, { codes })} required={needsOutcomes(option.kind)} />
          <TextArea label={t("ways.note")} hint={t(option.kind === OptionKind.OTHER_KIND ? "ways.note_hint" : "optional")} value={option.note} onValue={(note) => change(option.id, { note })} required={option.kind === OptionKind.OTHER_KIND} maxLength={1000} />
          <div><button type="button" class="btn flat sm" onClick={() => onOptions(options.filter(({ id }) => id !== option.id))}>{t("act.remove")}<span class="vh"> {t("ways.option", { n: index + 1 })}</span></button></div>
        </fieldset>
      ))}
      {options.length < 10 && <div><button type="button" class="btn two sm" onClick={() => onOptions([...options, blankOption(OptionKind.SIMULATED_PRACTICE)])}>{t("act.add_option")}</button></div>}
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || options.length === 0}>{t("act.offer_to", { name: way.labels?.student ?? "" })}</button>{way.state === WayState.OFFERED && <span class="s q">{t("ways.replaces")}</span>}</div>
    </form>
  );
}

/** The workplaces of an option: taken from what was suggested, or from the register. */
function Places({ option, names, onPlaces, onName }: { option: TypedOption; names: ReadonlyMap<string, string>; onPlaces: (workplaces: readonly string[]) => void; onName: (workplace: string, name: string) => void }) {
  const { t } = useWords();
  const [organisation, setOrganisation] = useState("");
  const organisations = useOrganisations();
  const workplaces = useWorkplaces(organisation);
  const [least, most] = bounds(option.kind);
  if (most === 0) return null;
  const add = (workplace: string) => {
    if (workplace !== "" && !option.workplaces.includes(workplace)) onPlaces(most === 1 ? [workplace] : [...option.workplaces, workplace]);
  };
  const room = most === 1 || option.workplaces.length < most;
  return (
    <div class="stack tight">
      {option.workplaces.length > 0 && (
        <ul class="list" aria-label={t("ways.places")}>
          {option.workplaces.map((workplace) => (
            <li key={workplace}><div>{names.get(workplace) ?? t("ways.workplace")}</div><button type="button" class="btn flat sm" onClick={() => onPlaces(option.workplaces.filter((one) => one !== workplace))}>{t("act.remove")}<span class="vh"> {names.get(workplace)}</span></button></li>
          ))}
        </ul>
      )}
      {room && (
        <>
          {names.size > 0 && <Choice label={t("ways.suggested")} value="" required={option.workplaces.length < least && organisation === ""} onValue={add} empty={t("choose")} options={[...names].filter(([workplace]) => !option.workplaces.includes(workplace)).map(([value, label]) => ({ value, label }))} />}
          <div class="two2">
            <Choice label={t("ways.register")} hint={t("ways.register_hint")} value={organisation} onValue={setOrganisation} empty={t("choose")} options={(organisations.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
            {organisation !== "" && (
              <Choice label={t("ways.workplace")} value="" required={option.workplaces.length < least} empty={t("choose")} options={(workplaces.data ?? []).filter(({ name }) => !option.workplaces.includes(name)).map((one) => ({ value: one.name, label: one.displayName }))}
                onValue={(workplace) => {
                  const place = workplaces.data?.find(({ name }) => name === workplace);
                  onName(workplace, `${place?.displayName ?? ""}, ${organisations.data?.find(({ name }) => name === organisation)?.displayName ?? ""}`);
                  add(workplace);
                }} />
            )}
          </div>
          <Trouble error={organisations.error ?? workplaces.error} />
        </>
      )}
    </div>
  );
}
