// @vitest-environment node
import { expect, test } from "vitest";
import { AgreementVersion_State as State, BlockerKind, PlacementState, Variant } from "../../triangle/contract";
import { agreement, placement, version } from "../../../test/fake/world";
import { stuckThings } from "./stuck";

const today = { year: 2026, month: 9, day: 29 };

test("GivenATerminatedAgreement_WhenThePlacementStillRuns_ThenTheOfficeIsAskedToEndIt", () => {
  const running = placement("eline", "eline", Variant.DUAL, PlacementState.ACTIVE, { blockers: [{ kind: BlockerKind.AGREEMENT_NOT_IN_FORCE }, { kind: BlockerKind.RESPONSIBILITIES_NOT_ACCEPTED }] });
  const ending = { reason: "De student stopt.", lastDate: { year: 2026, month: 9, day: 25 } };
  const over = agreement("eline", "eline", Variant.DUAL, { state: State.TERMINATED, proposal: version("a", 1, State.TERMINATED, ["eline", "karin", "ingrid"], 3, { ending }) });
  const [thing, ...more] = stuckThings([running], new Map([[running.name, over]]), today);
  expect(more).toEqual([]);
  expect(thing).toMatchObject({ cause: "ended", late: 4 });
});

test("GivenAScanThatDoesNotHold_WhenTheStudentAlreadyLearnsThere_ThenItIsListedWithoutADay", () => {
  const running = placement("eline", "eline", Variant.PART_TIME, PlacementState.ACTIVE, { blockers: [{ kind: BlockerKind.SCAN_UNFIT }] });
  const valid = agreement("eline", "eline", Variant.PART_TIME, { state: State.IN_FORCE, proposal: version("a", 1, State.IN_FORCE, ["eline", "karin", "ingrid"], 3) });
  const [thing, ...more] = stuckThings([running], new Map([[running.name, valid]]), today);
  expect(more).toEqual([]);
  expect(thing).toMatchObject({ cause: "scan", late: 0, due: undefined });
});
