// The establishments of an organisation. The region of each is what a forecast per region counts its workplaces in (R24).
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { EstablishmentSchema, type Establishment } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { useEstablishments } from "./queries";

export function Establishments({ organisation }: { organisation: string }) {
  const { t } = useWords();
  const establishments = useEstablishments(organisation);
  const [open, setOpen] = useState<Establishment>();
  return (
    <section class="card" aria-labelledby="establishments">
      <div class="head"><h2 id="establishments">{t("register.establishments")}</h2><button type="button" class="btn two sm" onClick={() => setOpen(create(EstablishmentSchema))}>{t("act.new_establishment")}</button></div>
      <Faces of={establishments}>
        {(list) => list.length === 0
          ? <Empty><p>{t("register.no_establishments")}</p></Empty>
          : <ul class="list">{list.map((one) => <Line key={one.name} establishment={one} onChange={() => setOpen(one)} />)}</ul>}
      </Faces>
      {open && <EstablishmentForm organisation={organisation} establishment={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
}

function Line({ establishment, onChange }: { establishment: Establishment; onChange: () => void }) {
  const { t } = useWords();
  const { displayName, city, region } = establishment;
  return (
    <li>
      <div><b class="b">{displayName}</b><p>{[city, region || t("register.no_region")].filter((part) => part !== "").join(" · ")}</p></div>
      <div class="r"><button type="button" class="btn flat sm" onClick={onChange}>{t("act.change_it")}<span class="vh"> {displayName}</span></button></div>
    </li>
  );
}

function EstablishmentForm({ organisation, establishment, onClose }: { organisation: string; establishment: Establishment; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const cache = useQueryClient();
  const toast = useToast();
  const { name, etag } = establishment;
  const [typed, setTyped] = useState({ displayName: establishment.displayName, city: establishment.city, region: establishment.region });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const written = { displayName: typed.displayName.trim(), city: typed.city.trim(), region: typed.region.trim() };
  const act = useAct(
    (_: undefined, requestId) => name === ""
      ? client.createEstablishment({ parent: organisation, establishment: written, requestId })
      : client.updateEstablishment({ establishment: { ...written, name, etag }, updateMask: { paths: ["display_name", "city", "region"] }, requestId }),
    () => {
      toast(t("done.saved"));
      void cache.invalidateQueries({ queryKey: ["establishments", organisation] });
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={name === "" ? t("act.new_establishment") : establishment.displayName} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <TextField label={t("register.name")} value={typed.displayName} onValue={(displayName) => set({ displayName })} required maxLength={200} />
          <TextField label={t("register.city")} value={typed.city} onValue={(city) => set({ city })} maxLength={100} />
          <TextField label={t("register.region")} hint={t("register.region_hint")} value={typed.region} onValue={(region) => set({ region })} maxLength={60} />
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
