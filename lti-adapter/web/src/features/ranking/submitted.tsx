// Choosing is over and the result is not there yet: what was handed in, and what comes.
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { Icon, Message } from "../../shared/ui/status";
import { placeName, usePlaces, type MatchingRound, type Participant } from "../../triangle/rounds";

export function Submitted({ round, own }: { round: MatchingRound; own: Participant }) {
  const { t, dates } = useWords();
  const places = usePlaces(round.name);
  return (
    <>
      <div class="head"><h1>{t("wait.title")}</h1><span class="s q">{round.displayName}</span></div>
      <section class="card narrow" aria-labelledby="handed-in">
        <div class="head"><h2 id="handed-in">{t("rank.order")}</h2>{own.submitTime && <p class="saved"><Icon name="cloud" /> {t("st.sent", { time: dates.moment(own.submitTime) })}</p>}</div>
        <Faces of={places}>
          {(list) => own.wishes.length === 0
            ? <Message tone="warn"><p>{t("wait.nothing")}</p></Message>
            : <ol class="plain">{own.wishes.map((wish) => <li key={wish}>{placeName(list.find((place) => place.name === wish)) || t("rank.gone")}</li>)}</ol>}
        </Faces>
        <p class="s q">{t("wait.explain")}</p>
      </section>
    </>
  );
}
