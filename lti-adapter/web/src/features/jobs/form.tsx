// One role: its title, its level, and whether the organisation has it. What is no more stays, as a role that is not there.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { JobRoleSchema, type JobRole } from "../../gen/driehoek/v1/job_role_pb";
import { JobStructureService } from "../../gen/driehoek/v1/job_structure_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { adLevel, levelKey, levelOf, levels, Presence, presenceKey, presences } from "./calls";

const changed = ["display_name", "level", "presence", "sector", "note"];

export function JobForm({ organisation, role, onClose }: { organisation: string; role: JobRole | undefined; onClose: () => void }) {
  const { t } = useWords();
  const [title, setTitle] = useState(role?.displayName ?? "");
  const [level, setLevel] = useState(String(role ? levelOf(role) : adLevel));
  const [presence, setPresence] = useState<Presence>(role?.presence ?? Presence.PRESENT);
  const [sector, setSector] = useState(role?.sector ?? "");
  const [note, setNote] = useState(role?.note ?? "");
  const act = useSave(organisation, role, onClose);
  return (
    <Sheet kind="dialog" title={t(role ? "job.change_title" : "act.add_job")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(create(JobRoleSchema, { displayName: title.trim(), level: Number(level), presence, sector: sector.trim(), note: note.trim() }));
        }}>
          <TextField label={t("job.title")} hint={t("job.title_hint")} value={title} onValue={setTitle} required maxLength={200} />
          <fieldset class="stack tight">
            <legend>{t("job.presence_question")}</legend>
            {presences.map((one) => (
              <label key={one} class="check"><input type="radio" name="presence" checked={presence === one} onChange={() => setPresence(one)} /><span>{t(presenceKey[one])}</span></label>
            ))}
          </fieldset>
          <Choice label={t("job.level")} value={level} onValue={setLevel} options={levels.map((one) => ({ value: String(one), label: t(levelKey[one]) }))} />
          <TextField label={t("job.sector")} hint={t("job.sector_hint")} value={sector} onValue={setSector} maxLength={100} />
          <TextField label={t("job.note")} hint={t("job.note_hint")} value={note} onValue={setNote} maxLength={500} />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || title.trim() === ""}>{t("act.save")}</button></div>
        </form>
      )}
    </Sheet>
  );
}

function useSave(organisation: string, role: JobRole | undefined, onDone: () => void) {
  const { t } = useWords();
  const client = useClient(JobStructureService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(
    (typed: JobRole, requestId) => role === undefined
      ? client.createJobRole({ parent: organisation, jobRole: typed, requestId })
      : client.updateJobRole({ jobRole: { ...typed, name: role.name, etag: role.etag }, updateMask: { paths: changed }, requestId }),
    () => {
      toast(t("done.job"));
      void cache.invalidateQueries({ queryKey: ["jobRoles"] });
      onDone();
    },
  );
}
