// The office answers for a student, with the reason.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { Answer, MatchingService, refreshRound, roundOf, type Participant } from "../../triangle/rounds";

export function AnswerFor({ participant, onClose }: { participant: Participant; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const [lacking, setLacking] = useState(false);
  const act = useAct(
    (answer: Answer, requestId) => client.answerPlace({ name: participant.name, answer, reason: reason.trim(), etag: participant.etag, requestId }),
    () => {
      toast(t("done.answered_for", { name: participant.studentDisplayName }));
      refreshRound(cache, roundOf(participant.name));
      onClose();
    },
  );
  const give = (answer: Answer) => {
    setLacking(reason.trim() === "");
    if (reason.trim() !== "") act.run(answer);
  };
  return (
    <Sheet kind="dialog" title={t("answer_for.title", { name: participant.studentDisplayName })} onClose={onClose}>
      {(close) => (
        <div class="stack">
          <TextArea label={t("wishes.reason")} value={reason} onValue={setReason} maxLength={500} required />
          {lacking && <Message tone="stop" alert><p>{t("reason.missing")}</p></Message>}
          <Trouble error={act.error} />
          <div class="row end">
            <button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button>
            <button type="button" class="btn two" disabled={act.busy} onClick={() => give(Answer.DECLINE)}>{t("act.refuses")}</button>
            <button type="button" class="btn" disabled={act.busy} onClick={() => give(Answer.ACCEPT)}>{t("act.takes")}</button>
          </div>
        </div>
      )}
    </Sheet>
  );
}
