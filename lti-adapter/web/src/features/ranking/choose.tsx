// Choosing places while the round is open: the own order first, then all places with what they ask, then home and languages.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { GeoPointSchema } from "../../gen/driehoek/v1/matching_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { Icon, Message } from "../../shared/ui/status";
import { RankList } from "../../triangle/rank_list";
import { MatchingService, placeName, refreshRound, usePlaces, type MatchingRound, type Participant, type RoundPlace } from "../../triangle/rounds";
import { Browse } from "./browse";
import { sentDraft, useDraft, type DraftState } from "./draft";
import { kmText } from "./distance_words";
import { fitOf } from "./fit";
import { mismatchKey } from "./mismatch_words";
import { Travel } from "./travel";

export function Choose({ round, own }: { round: MatchingRound; own: Participant }) {
  const { t, dates } = useWords();
  const places = usePlaces(round.name);
  const state = useDraft(own);
  const due = round.preferencesDueTime ? dates.moment(round.preferencesDueTime) : "";
  return (
    <>
      <div class="head"><h1>{t("rank.title", { due })}</h1><span class="s q">{round.displayName}</span></div>
      <Faces of={places}>
        {(list) => (
          <div class="cols chooser">
            <div class="stack wide">
              <OwnOrder round={round} own={own} places={list} state={state} />
              <Travel places={list} draft={state.draft} change={state.change} />
            </div>
            <Browse round={round} places={list} draft={state.draft} sent={sentDraft(own)} change={state.change} />
          </div>
        )}
      </Faces>
    </>
  );
}

function OwnOrder({ round, own, places, state }: { round: MatchingRound; own: Participant; places: readonly RoundPlace[]; state: DraftState }) {
  const words = useWords();
  const { t, tn } = words;
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const { draft } = state;
  const sent = sentDraft(own);
  const byName = new Map(places.map((place) => [place.name, place]));
  const items = draft.wishes.map((id) => {
    const place = byName.get(id);
    const fit = place && fitOf(place, draft, sent);
    const [first] = fit?.mismatches ?? [];
    return {
      id, title: place === undefined ? t("rank.gone") : placeName(place),
      note: [place?.labels?.city, fit?.km === undefined ? "" : kmText(words, fit.km)].filter(Boolean).join(", "),
      problem: place === undefined ? t("rank.gone_why") : first === undefined ? undefined : t(mismatchKey[first]),
    };
  });
  const broken = items.some((item) => item.problem !== undefined);
  const act = useAct(
    (_: undefined, requestId) => client.submitPreferences({
      name: own.name, etag: own.etag, wishes: [...draft.wishes], languages: [...draft.languages], maxDistanceKm: draft.maxDistanceKm, requestId,
      ...(draft.home && { home: create(GeoPointSchema, draft.home) }),
    }),
    (saved) => {
      cache.setQueryData(["round", round.name, "participants"], [saved]);
      refreshRound(cache, round.name);
    },
  );
  return (
    <section class="card" aria-labelledby="order">
      <div class="head"><h2 id="order">{t("rank.order")}</h2><SaveState own={own} state={state} /></div>
      {items.length === 0
        ? <p class="s q">{t("rank.empty", { n: round.maxWishCount })}</p>
        : <RankList label={t("rank.order")} items={items} onOrder={(wishes) => state.change({ wishes })} />}
      {items.length > 0 && items.length < 3 && <p class="s q">{t("rank.more")}</p>}
      {broken && <Message tone="warn"><p>{t("rank.broken")}</p></Message>}
      <Trouble error={act.error} />
      <div class="row">
        <button type="button" class="btn" disabled={act.busy || broken || items.length === 0 || !(state.changed || own.submitTime === undefined)} onClick={() => act.run(undefined)}>{items.length === 0 ? t("act.hand_in") : tn("act.hand_in_n", items.length)}</button>
      </div>
      <p class="xs q"><Icon name="lock" /> {t("rank.private")}</p>
    </section>
  );
}

/** Always in the same corner: sent, or kept here. */
function SaveState({ own, state }: { own: Participant; state: DraftState }) {
  const { t, dates } = useWords();
  const text = state.changed ? (state.kept ? t("rank.saved_here") : t("rank.not_sent")) : own.submitTime ? t("st.sent", { time: dates.moment(own.submitTime) }) : "";
  return <p class="saved" role="status">{text !== "" && <><Icon name={state.changed ? "note" : "cloud"} /> {text}</>}</p>;
}
