// The places of a round, as a table; each can be changed until publication, and taken out while the round is set up.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { useToast } from "../../shared/ui/toast";
import { groupName, MatchingService, placeName, refreshRound, RoundState, usePlaces, type MatchingRound, type RoundPlace } from "../../triangle/rounds";
import { AskFirst } from "./ask_first";
import { PlaceForm } from "./place_form";

export function Places({ round }: { round: MatchingRound }) {
  const { t, tn } = useWords();
  const places = usePlaces(round.name);
  const [form, setForm] = useState<{ place: RoundPlace | undefined }>();
  const setup = round.state === RoundState.SETUP;
  const changeable = round.state < RoundState.PUBLISHED;
  return (
    <section class="card" aria-labelledby="places">
      <div class="head">
        <h2 id="places">{t("places.title")}</h2>
        {setup && <button type="button" class="btn two sm" onClick={() => setForm({ place: undefined })}>{t("act.add_place")}</button>}
      </div>
      <Faces of={places}>
        {(list) => list.length === 0
          ? <Empty><p>{t("places.empty")}</p></Empty>
          : (
            <>
              <p class="s q">{tn("rounds.seats", list.reduce((sum, place) => sum + place.capacity, 0))}, {tn("rounds.organisations", new Set(list.map((place) => place.labels?.organisation)).size)}</p>
              <Rows caption={t("places.title")} rows={list} keyOf={(place) => place.name} file={t("places.file")}
                columns={[
                  { label: t("places.place"), value: placeName },
                  { label: t("places.supervisor"), value: (place) => place.labels?.supervisor || "–" },
                  { label: t("places.city"), value: (place) => place.labels?.city || "–" },
                  { label: t("places.for"), value: (place) => place.intendedGroup === "" ? t("places.for_all") : groupName(round, place.intendedGroup) },
                  { label: t("places.seats"), value: (place) => place.capacity, numeric: true },
                ]}
                {...(changeable && { act: (place: RoundPlace) => (
                  <div class="row end nowrap">
                    <button type="button" class="btn flat sm" onClick={() => setForm({ place })}>{t("act.change_it")}<span class="vh"> {placeName(place)}</span></button>
                    {setup && <Remove place={place} />}
                  </div>
                ) })}
              />
            </>
          )}
      </Faces>
      {form && <PlaceForm round={round} place={form.place} onClose={() => setForm(undefined)} />}
    </section>
  );
}

function Remove({ place }: { place: RoundPlace }) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.deleteRoundPlace({ name: place.name, etag: place.etag, requestId }),
    () => {
      toast(t("done.removed", { name: placeName(place) }));
      refreshRound(cache, place.name.split("/places/")[0] ?? "");
    },
  );
  return <AskFirst kind="btn flat sm" label={t("act.remove")} about={placeName(place)} title={t("places.remove_ask", { place: placeName(place) })} act={act}><p>{t("places.remove_text")}</p></AskFirst>;
}
