// The workplaces of an organisation: departments or teams, each at one of its establishments or at none that is known.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { WorkplaceSchema, type Workplace } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { useEstablishments, useWorkplaces } from "./queries";

export function Workplaces({ organisation }: { organisation: string }) {
  const { t } = useWords();
  const workplaces = useWorkplaces(organisation);
  const establishments = useEstablishments(organisation);
  const [open, setOpen] = useState<Workplace>();
  const placeOf = ({ establishment }: Workplace) => establishments.data?.find(({ name }) => name === establishment)?.displayName ?? "";
  return (
    <section class="card" aria-labelledby="workplaces">
      <div class="head"><h2 id="workplaces">{t("register.workplaces")}</h2><button type="button" class="btn two sm" onClick={() => setOpen(create(WorkplaceSchema))}>{t("act.new_workplace")}</button></div>
      <Faces of={workplaces}>
        {(list) => list.length === 0
          ? <Empty><p>{t("register.no_workplaces")}</p></Empty>
          : <ul class="list">{list.map((one) => (
            <li key={one.name}>
              <div><b class="b">{one.displayName}</b>{placeOf(one) !== "" && <p>{placeOf(one)}</p>}</div>
              <div class="r"><button type="button" class="btn flat sm" onClick={() => setOpen(one)}>{t("act.change_it")}<span class="vh"> {one.displayName}</span></button></div>
            </li>
          ))}</ul>}
      </Faces>
      {open && <WorkplaceForm organisation={organisation} workplace={open} establishments={(establishments.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName }))} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

interface FormProps {
  readonly organisation: string;
  readonly workplace: Workplace;
  readonly establishments: readonly { readonly value: string; readonly label: string }[];
  readonly onClose: () => void;
}

function WorkplaceForm({ organisation, workplace, establishments, onClose }: FormProps) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const cache = useQueryClient();
  const toast = useToast();
  const { name, etag } = workplace;
  const only = establishments.length === 1 && name === "" ? establishments[0]?.value : undefined;
  const [displayName, setDisplayName] = useState(workplace.displayName);
  const [establishment, setEstablishment] = useState(only ?? workplace.establishment);
  const act = useAct(
    (_: undefined, requestId) => name === ""
      ? client.createWorkplace({ parent: organisation, workplace: { displayName: displayName.trim(), establishment }, requestId })
      : client.updateWorkplace({ workplace: { name, etag, displayName: displayName.trim(), establishment }, updateMask: { paths: ["display_name", "establishment"] }, requestId }),
    () => {
      toast(t("done.saved"));
      void cache.invalidateQueries({ queryKey: ["workplaces", organisation] });
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={name === "" ? t("act.new_workplace") : workplace.displayName} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <TextField label={t("register.workplace_name")} value={displayName} onValue={setDisplayName} required maxLength={200} />
          {establishments.length > 0 && <Choice label={t("register.establishment")} value={establishment} onValue={setEstablishment} options={establishments} empty={t("register.establishment_unknown")} />}
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
