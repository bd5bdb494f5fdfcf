// Corrects the address of a person. The old one is not shown: whoever corrects it need not read it.
import { create } from "@bufbuild/protobuf";
import { useState } from "preact/hooks";
import { PersonContactSchema } from "../../gen/driehoek/v1/directory_pb";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";

export function AddressForm({ person, name, onClose }: { person: string; name: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(DirectoryService);
  const toast = useToast();
  const [email, setEmail] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.updatePersonContact({ personContact: create(PersonContactSchema, { name: `${person}/contact`, email: email.trim() }), updateMask: { paths: ["email"] }, requestId }),
    () => {
      toast(t("done.address", { name }));
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("address.title", { name })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <p class="s q">{t("address.explain")}</p>
          <TextField label={t("address.new")} type="email" value={email} onValue={setEmail} required maxLength={254} />
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
