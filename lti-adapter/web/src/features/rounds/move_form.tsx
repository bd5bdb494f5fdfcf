// Moves a student after publication: a correction beside the published result, with a reason that the student reads.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { ordinal } from "../../triangle/reasons";
import { AllocationState, MatchingService, placeName, refreshRound, useRuns, type MatchingRound, type Participant, type RoundPlace } from "../../triangle/rounds";

interface Props {
  readonly round: MatchingRound;
  readonly participant: Participant;
  readonly places: readonly RoundPlace[];
  readonly participants: readonly Participant[];
  readonly onClose: () => void;
}

export function MoveForm({ round, participant, places, participants, onClose }: Props) {
  const words = useWords();
  const { t, tn } = words;
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const runs = useRuns(round.name);
  const [place, setPlace] = useState("");
  const [reason, setReason] = useState("");
  const run = runs.data?.find((one) => one.name === round.publishedRun);
  const now = participant.allocation?.place ?? "";
  const holds = new Set([AllocationState.OFFERED, AllocationState.ACCEPTED]);
  const freeAt = (one: RoundPlace) => (run?.changes.find((change) => change.place === one.name)?.capacity ?? one.capacity) - participants.filter(({ allocation }) => allocation?.place === one.name && holds.has(allocation.state)).length;
  const options = places.filter((one) => one.name !== now && freeAt(one) > 0).map((one) => {
    const wish = participant.wishes.indexOf(one.name) + 1;
    return { value: one.name, label: `${placeName(one)}, ${tn("move.free", freeAt(one))}${wish > 0 ? `, ${t("move.wish", { nth: ordinal(words, wish) })}` : ""}`, wish };
  }).sort((a, b) => (a.wish || Infinity) - (b.wish || Infinity) || a.label.localeCompare(b.label));
  const act = useAct(
    (_: undefined, requestId) => client.moveParticipant({ name: participant.name, place, reason: reason.trim(), etag: participant.etag, requestId }),
    () => {
      toast(t("done.moved", { name: participant.studentDisplayName }));
      refreshRound(cache, round.name);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("move.title", { name: participant.studentDisplayName })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <p class="s q">{t("move.explain")}</p>
          <Choice label={t("move.to")} hint={t("move.free_only")} value={place} onValue={setPlace} empty={t(now === "" ? "choose" : "move.out")} required={now === ""} options={options} />
          <TextArea label={t("reason.label")} hint={t("move.reason_hint")} value={reason} onValue={setReason} maxLength={1000} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.move")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
