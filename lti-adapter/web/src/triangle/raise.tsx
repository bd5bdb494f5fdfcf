// "Something is not right": a quiet line on a home. The dialog is loaded when it is asked for.
import { useState } from "preact/hooks";
import { later } from "../shared/frame/later";
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { PlacementState, type Placement } from "./contract";

const RaiseDialog = later(() => import("./raise_dialog").then((part) => part.RaiseDialog));

function Opener({ placements }: { placements: readonly Placement[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const about = placements.filter(({ state }) => state >= PlacementState.CONFIRMED && state < PlacementState.COMPLETED);
  if (about.length === 0) return null;
  return (
    <>
      <div><button type="button" class="btn flat sm" onClick={() => setOpen(true)}>{t("act.signal")}</button></div>
      {open && <RaiseDialog placements={about} onClose={() => setOpen(false)} />}
    </>
  );
}

export const Raise = withParts(["signals"], Opener, () => null);
