// Open signals before closed ones, what is still so before what is not; the most severe first, then those that nobody saw, then the oldest.
import { isOver, SignalState, type Signal } from "../../triangle/signals";

export function bySeverity(signals: readonly Signal[]): Signal[] {
  const time = ({ raiseTime }: Signal) => Number(raiseTime?.seconds ?? 0n);
  const unseen = ({ state }: Signal) => (state === SignalState.RAISED ? 0 : 1);
  return [...signals].sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || Number(b.isCurrent) - Number(a.isCurrent) || b.severity - a.severity || unseen(a) - unseen(b) || time(a) - time(b));
}
