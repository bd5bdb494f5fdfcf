// Step 3: what the wishes came to when they were closed. Seats can still change; each trial then counts with the new ones.
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { Message } from "../../shared/ui/status";
import { placeName, roundHref, RoundState, useParticipants, usePlaces, type MatchingRound } from "../../triangle/rounds";
import { Places } from "./places";
import { Wishes } from "./wishes";

export function Frozen({ round }: { round: MatchingRound }) {
  const { t, dates } = useWords();
  if (round.state < RoundState.FROZEN) return <Wishes round={round} />;
  return (
    <div class="cols mr">
      <div class="stack wide"><Demand round={round} />{round.state === RoundState.FROZEN && <Places round={round} />}</div>
      <section class="card" aria-labelledby="frozen">
        <h2 id="frozen">{t("frozen.title")}</h2>
        <p class="s">{t("frozen.explain")}</p>
        <dl class="facts">
          <dt>{t("proof.committed")}</dt><dd><span class="mono">{round.seedCommitment}</span>{round.commitTime && `, ${dates.moment(round.commitTime)}`}</dd>
        </dl>
        <div><a class="btn" href={`${roundHref(round.name)}?step=trials`}>{t("act.compare_trials")}</a></div>
      </section>
    </div>
  );
}

/** Where it will pinch: wishes against seats of each place. */
function Demand({ round }: { round: MatchingRound }) {
  const { t, tn } = useWords();
  const places = usePlaces(round.name);
  const participants = useParticipants(round.name);
  return (
    <section class="card" aria-labelledby="demand">
      <h2 id="demand">{t("demand.title")}</h2>
      <Faces of={places}>
        {(list) => (
          <Faces of={participants}>
            {(students) => {
              const silent = students.filter((one) => one.wishes.length === 0).length;
              const firsts = new Map<string, number>();
              const all = new Map<string, number>();
              for (const { wishes } of students) {
                const [first] = wishes;
                if (first !== undefined) firsts.set(first, (firsts.get(first) ?? 0) + 1);
                for (const wish of wishes) all.set(wish, (all.get(wish) ?? 0) + 1);
              }
              return (
                <>
                  {silent > 0 && <Message tone="warn"><p>{tn("demand.silent", silent)}</p></Message>}
                  <Rows caption={t("demand.title")} rows={list} keyOf={(place) => place.name} file={t("demand.file")}
                    columns={[
                      { label: t("places.place"), value: placeName },
                      { label: t("places.seats"), value: (place) => place.capacity, numeric: true },
                      { label: t("demand.first"), value: (place) => firsts.get(place.name) ?? 0, numeric: true },
                      { label: t("demand.all"), value: (place) => all.get(place.name) ?? 0, numeric: true },
                    ]}
                  />
                </>
              );
            }}
          </Faces>
        )}
      </Faces>
    </section>
  );
}
