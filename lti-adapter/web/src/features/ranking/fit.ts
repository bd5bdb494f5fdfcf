// Whether a place fits what the student has typed so far. The service judges; what it cannot know yet (home, limit and languages that
// were not sent) is worked out here in the same way, so that the reason stands there before the place is ranked.
import { Mismatch, type RoundPlace } from "../../triangle/rounds";
import { sameDraft, type Draft, type Point } from "./draft";

const earthKm = 6371.0088;

/** Kilometres as the crow flies, rounded like those of the service. */
export function distanceKm(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const height = Math.sin(((b.latitudeDegrees - a.latitudeDegrees) * radians) / 2) ** 2;
  const width = Math.sin(((b.longitudeDegrees - a.longitudeDegrees) * radians) / 2) ** 2;
  const part = height + Math.cos(a.latitudeDegrees * radians) * Math.cos(b.latitudeDegrees * radians) * width;
  return Math.round(2 * earthKm * Math.asin(Math.sqrt(Math.min(part, 1))));
}

/** "de-AT" is German too. */
function speaks(tag: string, asked: string): boolean {
  const spoken = tag.toLowerCase();
  return spoken === asked.toLowerCase() || spoken.startsWith(`${asked.toLowerCase()}-`);
}

export interface Fit {
  readonly km: number | undefined;
  readonly mismatches: readonly Mismatch[];
}

export function fitOf(place: RoundPlace, draft: Draft, sent: Draft): Fit {
  if (sameDraft({ ...draft, wishes: [] }, { ...sent, wishes: [] })) return { km: place.distanceKm, mismatches: place.mismatches };
  const km = draft.home && place.location && distanceKm(draft.home, place.location);
  const fixed = place.mismatches.filter((one) => one !== Mismatch.DISTANCE && one !== Mismatch.LANGUAGE);
  const languages = place.requirements?.languages ?? [];
  return {
    km,
    mismatches: [
      ...fixed,
      ...(languages.length > 0 && !languages.some((asked) => draft.languages.some((tag) => speaks(tag, asked))) ? [Mismatch.LANGUAGE] : []),
      ...(km !== undefined && draft.maxDistanceKm > 0 && km > draft.maxDistanceKm ? [Mismatch.DISTANCE] : []),
    ],
  };
}
