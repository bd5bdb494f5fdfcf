// What a trial does otherwise than the round, in words.
import type { Words } from "../../shared/i18n/context";
import { groupName, placeName, type MatchingRound, type MatchRun, type RoundPlace } from "../../triangle/rounds";

type Changes = Pick<MatchRun, "changes" | "floors">;

export function changesText({ t, tn }: Words, round: MatchingRound, { changes, floors }: Changes, places: readonly RoundPlace[]): string[] {
  const seats = changes.flatMap((change) => {
    const place = places.find((one) => one.name === change.place);
    if (place === undefined || change.capacity === undefined) return [];
    const more = change.capacity - place.capacity;
    return more === 0 ? [] : [more > 0 ? tn("change.more", more, { place: placeName(place) }) : tn("change.fewer", -more, { place: placeName(place) })];
  });
  return [...seats, ...floors.map((floor) => t("change.floor", { n: floor.reservedSeatCount, group: groupName(round, floor.group) }))];
}
