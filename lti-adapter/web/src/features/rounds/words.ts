// Values of the contract of rounds as keys of the string tables.
import { AllocationState, RoundState } from "../../triangle/rounds";
import type { Tone } from "../../shared/ui/status";

export const stateKey = {
  [RoundState.STATE_UNSPECIFIED]: "st.unknown",
  [RoundState.SETUP]: "rst.setup",
  [RoundState.PREFERENCES_OPEN]: "rst.open",
  [RoundState.FROZEN]: "rst.frozen",
  [RoundState.PUBLISHED]: "rst.published",
  [RoundState.CLOSED]: "rst.closed",
} as const;

export const stateTone: Record<RoundState, Tone> = {
  [RoundState.STATE_UNSPECIFIED]: "note",
  [RoundState.SETUP]: "note",
  [RoundState.PREFERENCES_OPEN]: "wait",
  [RoundState.FROZEN]: "warn",
  [RoundState.PUBLISHED]: "ok",
  [RoundState.CLOSED]: "note",
};

export const allocationKey = {
  [AllocationState.STATE_UNSPECIFIED]: "ast.trial",
  [AllocationState.OFFERED]: "ast.offered",
  [AllocationState.ACCEPTED]: "ast.accepted",
  [AllocationState.DECLINED]: "ast.declined",
  [AllocationState.EXPIRED]: "ast.expired",
  [AllocationState.UNPLACED]: "ast.unplaced",
} as const;

export const allocationTone: Record<AllocationState, Tone> = {
  [AllocationState.STATE_UNSPECIFIED]: "note",
  [AllocationState.OFFERED]: "wait",
  [AllocationState.ACCEPTED]: "ok",
  [AllocationState.DECLINED]: "stop",
  [AllocationState.EXPIRED]: "stop",
  [AllocationState.UNPLACED]: "warn",
};
