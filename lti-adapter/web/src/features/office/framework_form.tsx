// Records what was agreed with an organisation's management (R19): who agreed, what, and from when to when.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { FrameworkAgreementSchema } from "../../gen/driehoek/v1/agreement_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea, TextField, type Option } from "../../shared/ui/fields";
import { SaveOrCancel, Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { useParent } from "./queries";

interface Props {
  readonly organisation: string;
  /** Who may have agreed for the organisation. */
  readonly people: readonly Option[];
  readonly onClose: () => void;
}

export function NewFramework({ organisation, people, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const [typed, setTyped] = useState({ signatory: "", text: "", start: "", end: "" });
  const set = (part: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...part }));
  const reversed = typed.end !== "" && typed.end < typed.start;
  const act = useAct(
    (_: undefined, requestId) => {
      const startDate = parseDay(typed.start);
      const endDate = parseDay(typed.end);
      return client.createFrameworkAgreement({
        parent, requestId,
        frameworkAgreement: create(FrameworkAgreementSchema, {
          organisation, signatory: typed.signatory, text: typed.text.trim(), ...(startDate && { startDate }), ...(endDate && { endDate }),
        }),
      });
    },
    () => {
      toast(t("done.saved"));
      void cache.invalidateQueries({ queryKey: ["frameworks", organisation] });
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("act.new_framework")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          if (!reversed) act.run(undefined);
        }}>
          <Choice label={t("framework.who")} value={typed.signatory} onValue={(signatory) => set({ signatory })} options={people} empty={t("choose")} required />
          <TextArea label={t("framework.text")} value={typed.text} onValue={(text) => set({ text })} required maxLength={5000} />
          <div class="two2">
            <TextField label={t("period.start")} type="date" value={typed.start} onValue={(start) => set({ start })} required />
            <TextField label={t("period.end")} type="date" value={typed.end} min={typed.start} onValue={(end) => set({ end })} required error={reversed ? t("no.end_before_start") : undefined} />
          </div>
          <Trouble error={act.error} />
          <SaveOrCancel busy={act.busy} onCancel={close} />
        </form>
      )}
    </Sheet>
  );
}
