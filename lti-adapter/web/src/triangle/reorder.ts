// Moving one of an ordered list.
export function moveTo<T>(list: readonly T[], from: number, to: number): T[] {
  const at = Math.max(0, Math.min(list.length - 1, to));
  const rest = list.filter((_, index) => index !== from);
  const moved = list[from];
  return moved === undefined ? [...list] : [...rest.slice(0, at), moved, ...rest.slice(at)];
}

/** Where what is dragged would come, from the middles of the rows: before the first row whose middle is below the pointer. */
export function dropIndex(middles: readonly number[], from: number, y: number): number {
  return middles.filter((middle, index) => index !== from && middle < y).length;
}
