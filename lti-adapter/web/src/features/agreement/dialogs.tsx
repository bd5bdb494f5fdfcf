// The acts that need a reason: send back, refuse, ask for an end or a change, take back, end.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, type Act } from "../../shared/api/hooks";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Choice, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AgreementVersion_Amendment_Kind as AmendmentKind, type Agreement } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { keep } from "../../triangle/queries";
import { amendmentKey, amendments } from "./words";
import { ReasonDialog } from "./reason_dialog";

interface Props {
  readonly agreement: Agreement;
  readonly onClose: () => void;
}

/** An act with a reason that answers with the agreement as it is then. */
function useReasonAct(call: (reason: string, requestId: string) => Promise<Agreement>, done: string, onClose: () => void): Act<string> {
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(call, (answer) => {
    keep(cache, answer);
    toast(done);
    onClose();
  });
}

export function ReturnDialog({ agreement, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const { name, etag } = agreement;
  const act = useReasonAct((reason, requestId) => client.returnAgreement({ name, etag, reason, requestId }), t("done.returned"), onClose);
  return <ReasonDialog title={t("return.title")} explain={t("return.explain")} verb={t("act.return")} act={act} onClose={onClose} />;
}

export function DeclineDialog({ agreement, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const { name, etag } = agreement;
  const act = useReasonAct((reason, requestId) => client.declineAgreement({ name, etag, reason, requestId }), t("done.declined"), onClose);
  return <ReasonDialog title={t("decline.title")} explain={t("decline.explain")} verb={t("act.decline")} danger act={act} onClose={onClose} />;
}

export function WithdrawDialog({ agreement, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const { name, etag } = agreement;
  const act = useReasonAct((reason, requestId) => client.withdrawAgreement({ name, etag, reason, requestId }), t("done.withdrawn"), onClose);
  return <ReasonDialog title={t("withdraw.title")} explain={t("withdraw.explain")} verb={t("act.withdraw")} danger act={act} onClose={onClose} />;
}

export function EndRequestDialog({ agreement, onClose, change }: Props & { change?: boolean }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const act = useReasonAct((reason, requestId) => client.requestAgreementEnd({ name: agreement.name, reason, requestId }), t("done.asked"), onClose);
  return change
    ? <ReasonDialog title={t("change.title")} explain={t("change.explain")} verb={t("act.ask_change")} act={act} onClose={onClose} />
    : <ReasonDialog title={t("end.title")} explain={t("end.explain")} verb={t("act.ask_end")} act={act} onClose={onClose} />;
}

export function AmendDialog({ agreement, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const client = useClient(AgreementService);
  const { name, etag } = agreement;
  const [kind, setKind] = useState("");
  const act = useReasonAct(
    (reason, requestId) => client.amendAgreement({ name, etag, kind: amendments.find((one) => String(one) === kind) ?? AmendmentKind.KIND_UNSPECIFIED, reason, requestId }),
    t("done.amended"), onClose,
  );
  return (
    <ReasonDialog title={t("amend.title")} explain={t("amend.explain")} verb={t("act.amend")} act={act} onClose={onClose} ready={kind !== ""}>
      <Choice label={t("amend.kind")} value={kind} onValue={setKind} required empty={t("choose")}
        options={amendments.map((one) => ({ value: String(one), label: word(words, amendmentKey[one]) }))} />
    </ReasonDialog>
  );
}

export function TerminateDialog({ agreement, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const { name, etag, inForce } = agreement;
  const [ground, setGround] = useState("");
  const [last, setLast] = useState("");
  const lastDate = parseDay(last);
  const act = useReasonAct(
    (reason, requestId) => client.terminateAgreement({ name, etag, ground: ground.trim(), reason, lastDate, requestId }),
    t("done.terminated"), onClose,
  );
  return (
    <ReasonDialog title={t("terminate.title")} explain={t("terminate.explain")} verb={t("act.terminate")} danger act={act} onClose={onClose} ready={ground.trim() !== "" && lastDate !== undefined}>
      <TextField label={t("terminate.ground")} hint={t("terminate.ground_hint")} value={ground} onValue={setGround} maxLength={200} required />
      <TextField label={t("terminate.last")} type="date" value={last} onValue={setLast} min={isoDay(inForce?.startDate)} max={isoDay(inForce?.endDate)} required />
    </ReasonDialog>
  );
}
