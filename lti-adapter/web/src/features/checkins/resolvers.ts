// Who can settle a disagreement: who checked the agreement for the programme, and others within reach, but never one of the three.
import type { CheckIn } from "../../triangle/check_ins";
import { Step, type Agreement } from "../../triangle/contract";

const stepKey = { [Step.VALIDATION_STEP_UNSPECIFIED]: undefined, [Step.TEACHER]: "disagree.teacher", [Step.PRACTICE_OFFICE]: "disagree.office", [Step.PROGRAMME_MANAGER]: "disagree.manager" } as const;

export interface Resolver {
  readonly person: string;
  readonly displayName: string;
  readonly key: "disagree.teacher" | "disagree.office" | "disagree.manager" | undefined;
}

export function resolversOf(checkIn: CheckIn, agreements: readonly Agreement[], persons: readonly { readonly name: string; readonly displayName: string }[]): Resolver[] {
  const taken = new Set([checkIn.student, checkIn.teacher, checkIn.secondTeacher, checkIn.supervisor, ""]);
  // People of other triangles are within reach of a teacher too: students and their supervisors do not decide here.
  for (const agreement of agreements) {
    taken.add(agreement.student);
    for (const { person } of [agreement.inForce, agreement.proposal].flatMap((version) => version?.signatures ?? [])) taken.add(person);
  }
  const found: Resolver[] = [];
  const add = (one: Resolver) => {
    if (taken.has(one.person)) return;
    taken.add(one.person);
    found.push(one);
  };
  for (const agreement of agreements.filter(({ placement }) => placement === checkIn.placement))
    for (const { person, displayName, step } of [agreement.inForce, agreement.proposal].flatMap((version) => version?.validations ?? [])) add({ person, displayName, key: stepKey[step] });
  for (const { name, displayName } of persons) add({ person: name, displayName, key: undefined });
  return found;
}
