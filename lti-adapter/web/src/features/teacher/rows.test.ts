// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { PlacementSchema } from "../../gen/driehoek/v1/placement_pb";
import { TriangleSchema, Triangle_VerdictDueSchema } from "../../gen/driehoek/v1/signal_pb";
import { PartyRole } from "../../triangle/contract";
import { Severity } from "../../triangle/signals";
import type { OpenStep } from "../../triangle/turns";
import { needsMe, sortRows, type Row } from "./rows";

const step = (mine: boolean, late: boolean): OpenStep => ({ turn: { kind: "submit" }, name: "", side: PartyRole.STUDENT, mine, late, due: undefined, agreement: undefined, placement: undefined });
const row = (id: string, severity: Severity | undefined, ...steps: OpenStep[]): Row => ({
  placement: create(PlacementSchema, { name: id, labels: { student: id } }), agreement: undefined, steps,
  triangle: severity === undefined ? undefined : create(TriangleSchema, { placement: id, severity }),
});

test("GivenTrianglesAndAgreements_WhenSorted_ThenTheServersOrderStaysAndOwnStepsStandBesideWhatIsAsUrgent", () => {
  const rows = [row("calm", Severity.SEVERITY_UNSPECIFIED), row("before", undefined), row("sign", undefined, step(true, false)), row("late", undefined, step(true, true)), row("b-urgent", Severity.URGENT), row("a-urgent", Severity.URGENT), row("warn", Severity.WARNING)];
  const order = ["b-urgent", "a-urgent", "warn", "calm"].map((placement) => create(TriangleSchema, { placement }));
  expect(sortRows(rows, order).map(({ placement }) => placement.name)).toEqual(["b-urgent", "a-urgent", "late", "warn", "sign", "calm", "before"]);
});

test("GivenNoTriangles_WhenSorted_ThenLateAndOwnStepsAreFirstThenNames", () => {
  const rows = [row("z", undefined), row("a", undefined), row("other", undefined, step(false, true)), row("own", undefined, step(true, false))];
  expect(sortRows(rows, []).map(({ placement }) => placement.name)).toEqual(["own", "other", "a", "z"]);
});

test("GivenARow_WhenAVerdictIsOwedOrSomethingIsOpen_ThenItNeedsAttention", () => {
  const owed = row("x", Severity.SEVERITY_UNSPECIFIED);
  owed.triangle?.verdictsDue.push(create(Triangle_VerdictDueSchema, { learningTask: "t" }));
  expect([needsMe(owed), needsMe(row("y", Severity.NOTICE)), needsMe(row("z", undefined, step(false, false))), needsMe(row("w", undefined, step(false, true)))]).toEqual([true, true, false, true]);
});
