// Asks for a scan: for one placement, or for whoever comes to a workplace.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { WorkplaceScanSchema } from "../../gen/driehoek/v1/workplace_scan_pb";
import { SupervisorProfile_Function as Function } from "../../gen/driehoek/v1/directory_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { PlacementState } from "../../triangle/contract";
import { useOrganisations, useParent, usePersons, useProgrammes, useProgrammeVariants, useSupervisors, useWorkplaces } from "../../triangle/directory";
import { variantText } from "../../triangle/parts";
import { usePlacements } from "../../triangle/queries";
import { refreshScans, WorkplaceScanService } from "../../triangle/scans";
import "../../shared/ui/pick.css";

interface Typed {
  readonly alone: boolean;
  readonly placement: string;
  readonly organisation: string;
  readonly workplace: string;
  readonly supervisor: string;
  readonly programme: string;
  readonly variant: string;
  readonly phase: string;
}

const blank: Typed = { alone: true, placement: "", organisation: "", workplace: "", supervisor: "", programme: "", variant: "", phase: "1" };
const phases = [1, 2, 3, 4, 5, 6, 7, 8];

export function AskForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const [typed, setTyped] = useState(blank);
  const set = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  const act = useAct(
    (_: undefined, requestId) => client.requestWorkplaceScan({ parent, requestId, workplaceScan: create(WorkplaceScanSchema, typed.alone
      ? { placement: typed.placement }
      : { workplace: typed.workplace, supervisor: typed.supervisor, programmeVariant: typed.variant, phase: Number(typed.phase) }) }),
    (answer) => {
      toast(t("done.scan_asked", { name: answer.labels?.supervisor ?? "" }));
      refreshScans(cache, answer);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("askscan.title")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <fieldset class="pick">
            <legend class="lab">{t("askscan.for")}</legend>
            <label><input type="radio" name="for" checked={typed.alone} onChange={() => set({ alone: true })} />{t("askscan.placement")}<span>{t("askscan.placement_hint")}</span></label>
            <label><input type="radio" name="for" checked={!typed.alone} onChange={() => set({ alone: false })} />{t("askscan.workplace")}<span>{t("askscan.workplace_hint")}</span></label>
          </fieldset>
          {typed.alone ? <PlacementField typed={typed} set={set} /> : <WorkplaceFields typed={typed} set={set} />}
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.ask_scan")}</button></div>
        </form>
      )}
    </Sheet>
  );
}

interface Fields {
  readonly typed: Typed;
  readonly set: (part: Partial<Typed>) => void;
}

function PlacementField({ typed, set }: Fields) {
  const { t } = useWords();
  const placements = usePlacements();
  const options = (placements.data ?? []).filter(({ state, workplace }) => workplace !== "" && state < PlacementState.COMPLETED)
    .map(({ name, labels }) => ({ value: name, label: `${labels?.student ?? ""}, ${labels?.organisation ?? ""}` })).sort((a, b) => a.label.localeCompare(b.label));
  return <><Choice label={t("askscan.which")} value={typed.placement} onValue={(placement) => set({ placement })} required empty={t("choose")} options={options} /><Trouble error={placements.error} /></>;
}

function WorkplaceFields({ typed, set }: Fields) {
  const words = useWords();
  const { t } = words;
  const organisations = useOrganisations();
  const workplaces = useWorkplaces(typed.organisation);
  const supervisors = useSupervisors(typed.organisation);
  const persons = usePersons();
  const programmes = useProgrammes();
  const variants = useProgrammeVariants(typed.programme === "" ? [] : [typed.programme]);
  const nameOf = new Map((persons.data ?? []).map((person) => [person.name, person.displayName]));
  return (
    <>
      <Choice label={t("askscan.organisation")} value={typed.organisation} onValue={(organisation) => set({ organisation, workplace: "", supervisor: "" })} required empty={t("choose")} options={(organisations.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
      <div class="two2">
        <Choice label={t("askscan.the_workplace")} value={typed.workplace} onValue={(workplace) => set({ workplace })} required empty={t("choose")} options={(workplaces.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
        <Choice label={t("askscan.supervisor")} value={typed.supervisor} onValue={(supervisor) => set({ supervisor })} required empty={t("choose")}
          options={(supervisors.data ?? []).filter((one) => one.function === Function.FLOOR_SUPERVISOR).map((one) => ({ value: one.name, label: nameOf.get(one.person) ?? one.jobTitle }))} />
      </div>
      <Choice label={t("askscan.programme")} value={typed.programme} onValue={(programme) => set({ programme, variant: "" })} required empty={t("choose")} options={(programmes.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
      <div class="two2">
        <Choice label={t("askscan.variant")} value={typed.variant} onValue={(variant) => set({ variant })} required empty={t("choose")} options={(variants.data ?? []).map((one) => ({ value: one.name, label: variantText(words, one.variant, one.funding) }))} />
        <Choice label={t("askscan.phase")} value={typed.phase} onValue={(phase) => set({ phase })} options={phases.map((n) => ({ value: String(n), label: String(n) }))} />
      </div>
      <Trouble error={organisations.error ?? workplaces.error ?? supervisors.error ?? programmes.error ?? variants.error} />
    </>
  );
}
