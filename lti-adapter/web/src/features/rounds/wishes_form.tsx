// The office hands in wishes for a student, with the reason.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { RankList } from "../../triangle/rank_list";
import { MatchingService, placeName, refreshRound, usePlaces, type MatchingRound, type Participant } from "../../triangle/rounds";

export function WishesForm({ round, participant, onClose }: { round: MatchingRound; participant: Participant; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const places = usePlaces(round.name);
  const [wishes, setWishes] = useState<readonly string[]>(participant.wishes);
  const [reason, setReason] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.submitPreferences({
      name: participant.name, etag: participant.etag, wishes: [...wishes], languages: participant.languages, maxDistanceKm: participant.maxDistanceKm, reason: reason.trim(), requestId,
      ...(participant.home && { home: participant.home }),
    }),
    () => {
      toast(t("done.wishes", { name: participant.studentDisplayName }));
      refreshRound(cache, round.name);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("wishes.enter", { name: participant.studentDisplayName })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <Faces of={places}>
            {(list) => {
              const nameOf = new Map(list.map((place) => [place.name, placeName(place)]));
              const left = list.filter((place) => !wishes.includes(place.name));
              return (
                <>
                  {wishes.length > 0 && <RankList label={t("wishes.order")} items={wishes.map((id) => ({ id, title: nameOf.get(id) ?? t("rank.gone") }))} onOrder={setWishes} />}
                  {wishes.length < round.maxWishCount && <Choice label={t("wishes.add")} value="" onValue={(id) => id !== "" && setWishes([...wishes, id])} empty={t("choose")} options={left.map((place) => ({ value: place.name, label: placeName(place) }))} />}
                </>
              );
            }}
          </Faces>
          <TextArea label={t("wishes.reason")} hint={t("wishes.reason_hint")} value={reason} onValue={setReason} maxLength={500} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.hand_in")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
