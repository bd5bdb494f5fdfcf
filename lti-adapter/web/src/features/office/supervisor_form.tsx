// A person at an organisation: name and address, what the person does there, and the invitation by mail.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "preact/hooks";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { PersonContactSchema, PersonSchema, SupervisorProfileSchema, SupervisorProfile_Function as Function } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { useParent } from "./queries";

export function InviteButton({ person, name }: { person: string; name: string }) {
  const { t } = useWords();
  const client = useClient(AccessService);
  const toast = useToast();
  const parent = useParent();
  const act = useAct((_: undefined, requestId) => client.createGuestGrant({ parent, guestGrant: { person }, requestId }), () => toast(t("done.mailed", { name })));
  return <div><button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.invite")}<span class="vh"> {name}</span></button><Trouble error={act.error} /></div>;
}

export function NewSupervisor({ organisation, onClose }: { organisation: string; onClose: () => void }) {
  const { t } = useWords();
  const directory = useClient(DirectoryService);
  const access = useClient(AccessService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const [name, setName] = useState("");
  const [given, setGiven] = useState("");
  const [email, setEmail] = useState("");
  const [job, setJob] = useState("");
  const [work, setWork] = useState(String(Function.FLOOR_SUPERVISOR));
  const [invite, setInvite] = useState(true);
  // Four calls in a row: what is done is not done again when a later one fails.
  const made = useRef<{ person?: string; contact?: boolean; profile?: boolean }>({});
  const act = useAct(
    async () => {
      const done = made.current;
      done.person ??= (await directory.createPerson({ parent, person: create(PersonSchema, { displayName: name.trim(), givenName: given.trim() }), requestId: crypto.randomUUID() })).name;
      if (!done.contact) {
        await directory.updatePersonContact({ personContact: create(PersonContactSchema, { name: `${done.person}/contact`, email: email.trim() }), updateMask: { paths: ["email"] }, requestId: crypto.randomUUID() });
        done.contact = true;
      }
      if (!done.profile) {
        const purpose = work === String(Function.FLOOR_SUPERVISOR) ? Function.FLOOR_SUPERVISOR : Function.ORGANISATION_CONTACT;
        await directory.createSupervisorProfile({ parent: organisation, supervisorProfile: create(SupervisorProfileSchema, { person: done.person, function: purpose, jobTitle: job.trim() }), requestId: crypto.randomUUID() });
        done.profile = true;
      }
      if (invite) await access.createGuestGrant({ parent, guestGrant: { person: done.person }, requestId: crypto.randomUUID() });
    },
    () => {
      toast(invite ? t("done.mailed", { name }) : t("done.saved"));
      void cache.invalidateQueries({ queryKey: ["supervisors"] });
      void cache.invalidateQueries({ queryKey: ["persons"] });
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("act.new_supervisor")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <div class="two2">
            <TextField label={t("person.name")} value={name} onValue={setName} required maxLength={200} />
            <TextField label={t("person.given")} hint={t("optional")} value={given} onValue={setGiven} maxLength={100} />
            <TextField label={t("person.email")} type="email" value={email} onValue={setEmail} required maxLength={254} />
            <TextField label={t("person.job")} hint={t("optional")} value={job} onValue={setJob} maxLength={200} />
          </div>
          <Choice label={t("person.function")} value={work} onValue={setWork} options={[{ value: String(Function.FLOOR_SUPERVISOR), label: t("register.floor") }, { value: String(Function.ORGANISATION_CONTACT), label: t("register.management") }]} />
          {work !== String(Function.FLOOR_SUPERVISOR) && <p class="s q">{t("person.management_hint")}</p>}
          <label class="check"><input type="checkbox" checked={invite} onChange={(event) => setInvite(event.currentTarget.checked)} /><span class="s">{t("person.invite")}</span></label>
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
