// Who wishes for what in the demo's round: popular places first, and a few who reach for places meant for others.

/** 32 bits of a text, the same on every machine (FNV-1a). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // FNV leaves short texts close together; this spreads them.
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 12)) >>> 0;
}

/**
 * All of `places`, the best liked first. Those in front of the list are liked by more: a place's chance to stand above
 * another falls with its index.
 */
export function wishesOf<Place extends { readonly key: string }>(student: number, places: readonly Place[]): Place[] {
  const liking = (place: Place, index: number) => hash(`${student} ${place.key}`) / 2 ** 32 + 0.6 * (1 - index / places.length);
  return places
    .map((place, index) => ({ place, liking: liking(place, index) }))
    .sort((a, b) => b.liking - a.liking)
    .map(({ place }) => place);
}
