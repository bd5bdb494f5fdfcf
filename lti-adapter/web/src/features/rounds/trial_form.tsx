// A new trial: what if a place had more seats, what if a group had a floor.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { MatchRun_GroupFloorSchema, MatchRun_PlaceChangeSchema, MatchRunSchema } from "../../gen/driehoek/v1/matching_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { MatchingService, placeName, refreshRound, type MatchingRound, type MatchRun, type RoundPlace } from "../../triangle/rounds";
import { changesText } from "./changes";

interface Props {
  readonly round: MatchingRound;
  readonly places: readonly RoundPlace[];
  readonly onMade: (run: MatchRun) => void;
  readonly onClose: () => void;
}

interface More {
  readonly id: number;
  readonly place: string;
  readonly seats: string;
}

let ids = 0;

export function TrialForm({ round, places, onMade, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const [more, setMore] = useState<readonly More[]>([{ id: (ids += 1), place: "", seats: "1" }]);
  const [floors, setFloors] = useState<Readonly<Record<string, string>>>({});
  const changes = more.filter((one) => one.place !== "").map((one) => {
    const capacity = Math.max(0, (places.find((place) => place.name === one.place)?.capacity ?? 0) + (Number(one.seats) || 0));
    return create(MatchRun_PlaceChangeSchema, { place: one.place, capacity });
  });
  const set = Object.entries(floors).filter(([, n]) => n !== "").map(([group, n]) => create(MatchRun_GroupFloorSchema, { group, reservedSeatCount: Number(n) || 0 }));
  const suggested = changesText(words, round, { changes, floors: set }, places).join(" ").slice(0, 100) || t("trial.as_now");
  const act = useAct(
    (_: undefined, requestId) => client.createMatchRun({ parent: round.name, run: create(MatchRunSchema, { displayName: name.trim() || suggested, changes, floors: set }), requestId }),
    (made) => {
      refreshRound(cache, round.name);
      onMade(made);
      onClose();
    },
  );
  const change = (id: number, part: Partial<More>) => setMore(more.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <Sheet kind="dialog" title={t("act.new_trial")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <p class="s q">{t("trial.explain")}</p>
          <fieldset class="stack tight">
            <legend class="lab">{t("trial.more_seats")}</legend>
            {more.map((one, index) => (
              <div key={one.id} class="place-change">
                <Choice label={t("trial.at_place", { n: index + 1 })} value={one.place} onValue={(place) => change(one.id, { place })} empty={t("trial.nowhere")}
                  options={places.filter((place) => place.name === one.place || !more.some((other) => other.place === place.name)).map((place) => ({ value: place.name, label: `${placeName(place)} (${place.capacity})` }))} />
                <TextField label={t("trial.seats", { n: index + 1 })} type="number" min="-500" max="500" value={one.seats} onValue={(seats) => change(one.id, { seats })} />
              </div>
            ))}
            <div><button type="button" class="btn flat sm" onClick={() => setMore([...more, { id: (ids += 1), place: "", seats: "1" }])}>{t("act.another_place")}</button></div>
          </fieldset>
          {round.groups.length > 0 && (
            <fieldset class="stack tight">
              <legend class="lab">{t("trial.floor")} <span class="hint">{t("trial.floor_hint")}</span></legend>
              <div class="two2">{round.groups.map((group) => <TextField key={group.code} label={group.displayName} type="number" min="0" max="10000" value={floors[group.code] ?? ""} onValue={(n) => setFloors({ ...floors, [group.code]: n })} />)}</div>
            </fieldset>
          )}
          <TextField label={t("trial.called")} hint={suggested} value={name} onValue={setName} maxLength={100} />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy}>{t("act.try")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
