// @vitest-environment node
import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { AgreementSchema } from "../../gen/driehoek/v1/agreement_pb";
import { CheckInSchema } from "../../gen/driehoek/v1/check_in_pb";
import { Step } from "../../triangle/contract";
import { resolversOf } from "./resolvers";

test("GivenWhoCheckedTheAgreement_WhenSomebodyMustSettle_ThenNobodyOfTheTrianglesIsOffered", () => {
  const checkIn = create(CheckInSchema, { placement: "p/1", student: "samira", teacher: "marijke", supervisor: "henk" });
  const agreement = create(AgreementSchema, { placement: "p/1", student: "samira", inForce: { validations: [{ step: Step.TEACHER, person: "marijke", displayName: "Marijke" }, { step: Step.PRACTICE_OFFICE, person: "karin", displayName: "Karin" }, { step: Step.PROGRAMME_MANAGER, person: "", displayName: "" }] } });
  const other = create(AgreementSchema, { placement: "p/2", student: "daan", inForce: { signatures: [{ person: "ingrid" }] } });
  const persons = [{ name: "daan", displayName: "Daan" }, { name: "ingrid", displayName: "Ingrid" }, { name: "wim", displayName: "Wim" }, { name: "henk", displayName: "Henk" }];
  expect(resolversOf(checkIn, [agreement, other], persons).map(({ person, key }) => [person, key])).toEqual([["karin", "disagree.office"], ["wim", undefined]]);
});
