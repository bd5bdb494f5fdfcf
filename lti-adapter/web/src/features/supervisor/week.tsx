// What a supervisor answers every few weeks: hours, the pulse, and a word when something is not right.
import type { Placement } from "../../triangle/contract";
import { PulseCard } from "../../triangle/pulse_card";
import { Raise } from "../../triangle/raise";
import { HoursCard } from "./hours_card";

export function Week({ placements, supervises }: { placements: readonly Placement[]; supervises: boolean }) {
  return (
    <>
      {supervises && <HoursCard placements={placements} />}
      {supervises && <PulseCard placements={placements} />}
      <Raise placements={placements} />
    </>
  );
}
