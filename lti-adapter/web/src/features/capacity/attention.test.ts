// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { SupervisorProfile_Function as Function, SupervisorProfileSchema } from "../../gen/driehoek/v1/directory_pb";
import { placement } from "../../../test/fake/world";
import { PlacementState, Variant } from "../../triangle/contract";
import { attentionOf } from "./attention";

const today = { year: 2026, month: 9, day: 29 };
const profile = (name: string, minutes: number | undefined, role = Function.FLOOR_SUPERVISOR) => create(SupervisorProfileSchema, { name, function: role, ...(minutes !== undefined && { attentionBudgetMinutes: minutes }) });
const of = (supervisor: string, state = PlacementState.ACTIVE, startDate = { year: 2026, month: 8, day: 31 }) => placement("daan", "daan", Variant.DUAL, state, { supervisor, startDate });

test("GivenSupervisors_WhenCounted_ThenTheOneWithLeastTimeForEachIsFirst", () => {
  const rows = attentionOf([profile("calm", 120), profile("full", 120), profile("silent", undefined), profile("hr", 60, Function.ORGANISATION_CONTACT)], [of("full"), of("full"), of("calm"), of("silent")], today);
  expect(rows.map(({ profile: { name }, students, each }) => [name, students, each])).toEqual([["full", 2, 60], ["calm", 1, 120], ["silent", 1, undefined]]);
});

test("GivenPlacementsThatEndedOrBeginTomorrow_WhenCounted_ThenTheyTakeNoAttentionToday", () => {
  const rows = attentionOf([profile("a", 90)], [of("a", PlacementState.ENDED_EARLY), of("a", PlacementState.CONFIRMED, { year: 2026, month: 9, day: 30 }), of("a", PlacementState.CONFIRMED, today)], today);
  expect(rows[0]).toMatchObject({ students: 1, each: 90 });
});
