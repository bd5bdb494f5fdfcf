// Raises a signal, in confidence if need be. It says first who will read it. What is typed stays in the page: a device may be shared.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { SignalSchema } from "../gen/driehoek/v1/signal_pb";
import { useAct, useClient, useSession } from "../shared/api/hooks";
import { institutionOf } from "../shared/api/session";
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { Trouble } from "../shared/ui/faces";
import { Choice, TextArea } from "../shared/ui/fields";
import { Sheet } from "../shared/ui/sheet";
import { Icon } from "../shared/ui/status";
import { useToast } from "../shared/ui/toast";
import type { Placement } from "./contract";
import { Severity, SignalService } from "./signals";
import { severities, severityKey } from "./signal_words";
import { Steps } from "./steps";

interface Props {
  readonly placements: readonly Placement[];
  readonly onClose: () => void;
}

function Dialog({ placements, onClose }: Props) {
  const { t } = useWords();
  const student = useSession().role === "student";
  const client = useClient(SignalService);
  const cache = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState(placements[0]?.name ?? "");
  const [text, setText] = useState("");
  const [severity, setSeverity] = useState<Severity>(Severity.WARNING);
  const [confidential, setConfidential] = useState(false);
  const placement = placements.find((one) => one.name === name);
  const contact = placement?.labels?.contactPerson ?? "";
  const act = useAct(
    (_: undefined, requestId) => client.raiseSignal({ parent: `institutions/${institutionOf(name)}`, requestId, signal: create(SignalSchema, { placement: name, words: text.trim(), severity, confidential }) }),
    () => {
      toast(t("done.raised"));
      void cache.invalidateQueries({ queryKey: ["signals"] });
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("act.signal")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          {placements.length > 1 && <Choice label={t("raise.about")} value={name} onValue={setName} options={placements.map((one) => ({ value: one.name, label: student ? (one.labels?.organisation ?? "") : (one.labels?.student ?? "") }))} />}
          <TextArea label={t("raise.words")} value={text} onValue={setText} required maxLength={2000} />
          <Steps label={t("raise.severity")} name="severity" value={severity} onValue={(value) => setSeverity(severities.find((one) => one === value) ?? Severity.WARNING)} options={severities.map((value) => ({ value, label: t(severityKey[value]) }))} />
          {contact !== "" && <label class="check"><input type="checkbox" checked={confidential} onChange={(event) => setConfidential(event.currentTarget.checked)} /><span>{t("act.signal_private", { name: contact })}</span></label>}
          <div class="msg note" aria-live="polite"><Icon name="lock" /><div class="stack tight"><p>{confidential ? t("raise.seen_private", { name: contact }) : t("raise.seen", { name: contact || t("raise.no_contact") })}</p><p>{t(student ? "raise.not_employer" : "raise.not_student")}</p></div></div>
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || text.trim() === ""}>{t("act.raise")}</button></div>
        </form>
      )}
    </Sheet>
  );
}

export const RaiseDialog = withParts(["signals"], Dialog, () => null);
