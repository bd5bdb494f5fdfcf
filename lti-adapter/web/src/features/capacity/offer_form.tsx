// One offer, new or changed: where and with whom, how many seats and when, and what each programme may take of them (R23, R26).
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { CapacityOffer_State as OfferState, type CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { PlacementForm as Form, Variant } from "../../triangle/contract";
import { useOrganisations, useParent, usePersons, useProgrammes, useSupervisors, useWorkplaces } from "../../triangle/directory";
import { word } from "../../triangle/parts";
import { variantKey } from "../../triangle/words";
import { formKey } from "../../triangle/placement_words";
import { offerOf, offerPaths, typedOffer, type TypedOffer, type TypedShare } from "./offer_typed";
import { Withdraw } from "./withdraw";

interface Props {
  /** Undefined: a new one. */
  readonly offer: CapacityOffer | undefined;
  readonly onClose: () => void;
}

interface PartProps {
  readonly typed: TypedOffer;
  readonly set: (part: Partial<TypedOffer>) => void;
}

export function OfferForm({ offer, onClose }: Props) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={offer === undefined ? t("act.new_offer") : t("offer.change", { organisation: offer.labels?.organisation ?? "" })} onClose={onClose}>{(close) => <Fields offer={offer} onClose={close} />}</Sheet>;
}

function Fields({ offer, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(CapacityService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const [typed, setTyped] = useState(() => typedOffer(offer));
  const set = (part: Partial<TypedOffer>) => setTyped((old) => ({ ...old, ...part }));
  const act = useAct(
    (_: undefined, requestId) => {
      const value = offerOf(typed, offer);
      return offer === undefined ? client.createCapacityOffer({ parent, capacityOffer: value, requestId }) : client.updateCapacityOffer({ capacityOffer: value, updateMask: { paths: offerPaths }, requestId });
    },
    () => {
      toast(t("done.saved"));
      void cache.invalidateQueries({ queryKey: ["offers"] });
      void cache.invalidateQueries({ queryKey: ["forecast"] });
      onClose();
    },
  );
  const wrongEnd = typed.end !== "" && typed.end < typed.start;
  const withdrawn = offer?.state === OfferState.WITHDRAWN;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (!wrongEnd) act.run(undefined);
    }}>
      {withdrawn && <Message tone="note"><p>{t("offer.is_withdrawn")}</p></Message>}
      {offer !== undefined && !withdrawn && offer.takenSeatCount > 0 && <p class="s q">{t("offer.taken", { n: offer.takenSeatCount, m: offer.seatCount })}</p>}
      <Where typed={typed} set={set} fixed={offer !== undefined} />
      <div class="two2">
        <TextField label={t("period.start")} type="date" value={typed.start} onValue={(start) => set({ start })} required />
        <TextField label={t("period.end")} type="date" value={typed.end} min={typed.start} onValue={(end) => set({ end })} required error={wrongEnd ? t("no.end_before_start") : undefined} />
        <TextField label={t("offer.seats")} type="number" min="0" max="500" value={typed.seats} onValue={(seats) => set({ seats })} required />
        <TextField label={t("period.hours")} type="number" min="1" max="60" value={typed.hours} onValue={(hours) => set({ hours })} required />
      </div>
      <Shares typed={typed} set={set} />
      <Fits typed={typed} set={set} />
      <TextField label={t("offer.city")} hint={t("offer.city_hint")} value={typed.city} onValue={(city) => set({ city })} maxLength={100} />
      <TextArea label={t("offer.note")} hint={t("offer.note_hint")} value={typed.note} onValue={(note) => set({ note })} maxLength={1000} />
      <Trouble error={act.error} />
      <div class="row end">
        {offer !== undefined && !withdrawn && <Withdraw offer={offer} onDone={onClose} />}
        <button type="button" class="btn two" onClick={onClose}>{t("act.cancel")}</button>
        {!withdrawn && <button type="submit" class="btn" disabled={act.busy}>{t("act.save")}</button>}
      </div>
    </form>
  );
}

function Where({ typed, set, fixed }: PartProps & { fixed: boolean }) {
  const { t } = useWords();
  const organisations = useOrganisations();
  const workplaces = useWorkplaces(fixed ? "" : typed.organisation);
  const supervisors = useSupervisors(typed.organisation);
  const persons = usePersons();
  const nameOf = new Map((persons.data ?? []).map((person) => [person.name, person.displayName]));
  return (
    <>
      {!fixed && (
        <>
          <Choice label={t("offer.organisation")} value={typed.organisation} onValue={(organisation) => set({ organisation, workplace: "", supervisor: "" })} required empty={t("choose")} options={(organisations.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
          {typed.organisation !== "" && <Choice label={t("offer.workplace")} value={typed.workplace} onValue={(workplace) => set({ workplace })} required empty={t("choose")} options={(workplaces.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />}
        </>
      )}
      {typed.organisation !== "" && (
        <Choice label={t("offer.supervisor")} hint={t("optional")} value={typed.supervisor} onValue={(supervisor) => set({ supervisor })} empty={t("offer.not_yet")}
          options={(supervisors.data ?? []).filter((one) => one.function === 1).map((one) => ({ value: one.name, label: nameOf.get(one.person) ?? one.jobTitle }))} />
      )}
      <Trouble error={organisations.error ?? workplaces.error ?? supervisors.error ?? persons.error} />
    </>
  );
}

/** Floor and ceiling of each programme that has one; the others take what is not kept. */
function Shares({ typed, set }: PartProps) {
  const { t } = useWords();
  const programmes = useProgrammes();
  const change = (index: number, part: Partial<TypedShare>) => set({ shares: typed.shares.map((share, at) => (at === index ? { ...share, ...part } : share)) });
  const rest = (index: number) => (programmes.data ?? []).filter(({ name }) => !typed.shares.some((share, at) => at !== index && share.programme === name));
  const kept = typed.shares.reduce((sum, share) => sum + (Number(share.reserved) || 0), 0);
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("share.title")} <span class="hint">{t("share.hint")}</span></legend>
      {typed.shares.map((share, index) => (
        <div key={index} class="share" role="group" aria-label={t("share.nth", { n: index + 1 })}>
          <Choice label={t("offer.programme")} value={share.programme} onValue={(programme) => change(index, { programme })} required empty={t("choose")} options={rest(index).map((one) => ({ value: one.name, label: one.displayName }))} />
          <TextField label={t("share.floor")} type="number" min="0" max="500" value={share.reserved} onValue={(reserved) => change(index, { reserved })} />
          <TextField label={t("share.ceiling")} type="number" min={share.reserved || "0"} max="500" value={share.max} onValue={(max) => change(index, { max })} />
          <button type="button" class="btn flat sm" onClick={() => set({ shares: typed.shares.filter((_, at) => at !== index) })}>{t("act.remove")}<span class="vh"> {t("share.nth", { n: index + 1 })}</span></button>
        </div>
      ))}
      {kept > (Number(typed.seats) || 0) && <Message tone="warn"><p>{t("no.reserved_too_many")}</p></Message>}
      <div><button type="button" class="btn two sm" onClick={() => set({ shares: [...typed.shares, { programme: "", reserved: "", max: "" }] })}>{t("act.add_share")}</button></div>
      <Trouble error={programmes.error} />
    </fieldset>
  );
}

const forms = [Form.INTERNSHIP, Form.RIBBON_INTERNSHIP, Form.GRADUATION_INTERNSHIP, Form.DUAL_POST, Form.OWN_WORKPLACE, Form.IN_COMPANY, Form.SHORT_ASSIGNMENT, Form.SCHOOL_PROJECT];
const variants = [Variant.FULL_TIME, Variant.PART_TIME, Variant.DUAL];

function Fits({ typed, set }: PartProps) {
  const words = useWords();
  const { t } = words;
  const toggle = <T,>(list: readonly T[], one: T, on: boolean) => (on ? [...list, one] : list.filter((other) => other !== one));
  return (
    <>
      <fieldset class="stack tight">
        <legend class="lab">{t("offer.forms")}</legend>
        <div class="row">{forms.map((form) => <label key={form} class="check"><input type="checkbox" checked={typed.forms.includes(form)} onChange={(event) => set({ forms: toggle(typed.forms, form, event.currentTarget.checked) })} /><span>{word(words, formKey[form])}</span></label>)}</div>
      </fieldset>
      <fieldset class="stack tight">
        <legend class="lab">{t("offer.variants")} <span class="hint">{t("offer.all_hint")}</span></legend>
        <div class="row">{variants.map((variant) => <label key={variant} class="check"><input type="checkbox" checked={typed.variants.includes(variant)} onChange={(event) => set({ variants: toggle(typed.variants, variant, event.currentTarget.checked) })} /><span>{word(words, variantKey[variant])}</span></label>)}</div>
      </fieldset>
      <div class="two2">
        <TextField label={t("offer.phase")} hint={t("optional")} type="number" min="1" max="8" value={typed.minPhase} onValue={(minPhase) => set({ minPhase })} />
        <TextField label={t("offer.languages")} hint={t("offer.languages_hint")} value={typed.languages} onValue={(languages) => set({ languages })} maxLength={100} />
      </div>
    </>
  );
}
