// Values of the contract of learning tasks as keys of the string tables, and the clock of a verdict in words.
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";
import { isWithTeacher, lastSubmission, Mark, Side, TaskRoute, TaskState, VerdictKind, type Task } from "./tasks";

export const taskStateKey = {
  [TaskState.STATE_UNSPECIFIED]: "taskst.drafting",
  [TaskState.DRAFTING]: "taskst.drafting",
  [TaskState.SUBMITTED]: "taskst.submitted",
  [TaskState.RESUBMITTED]: "taskst.resubmitted",
  [TaskState.ADVISED]: "taskst.advised",
  [TaskState.ADEQUATE]: "st.adequate",
  [TaskState.ADJUST]: "st.adjust",
  [TaskState.INADEQUATE]: "st.inadequate",
  [TaskState.IN_PROGRESS]: "taskst.in_progress",
  [TaskState.DELIVERED]: "taskst.delivered",
  [TaskState.CLOSED]: "taskst.closed",
} as const;

export const taskStateTone: Record<TaskState, Tone> = {
  [TaskState.STATE_UNSPECIFIED]: "note", [TaskState.DRAFTING]: "note", [TaskState.SUBMITTED]: "wait", [TaskState.RESUBMITTED]: "wait", [TaskState.ADVISED]: "wait",
  [TaskState.ADEQUATE]: "ok", [TaskState.ADJUST]: "warn", [TaskState.INADEQUATE]: "stop", [TaskState.IN_PROGRESS]: "ok", [TaskState.DELIVERED]: "ok", [TaskState.CLOSED]: "note",
};

export const verdictKey = {
  [VerdictKind.KIND_UNSPECIFIED]: "st.adjust",
  [VerdictKind.ADEQUATE]: "st.adequate",
  [VerdictKind.ADJUST]: "st.adjust",
  [VerdictKind.INADEQUATE]: "st.inadequate",
} as const;

export const verdictTone: Record<VerdictKind, Tone> = { [VerdictKind.KIND_UNSPECIFIED]: "note", [VerdictKind.ADEQUATE]: "ok", [VerdictKind.ADJUST]: "warn", [VerdictKind.INADEQUATE]: "stop" };

export const routeKey = {
  [TaskRoute.ROUTE_UNSPECIFIED]: "taskroute.normal",
  [TaskRoute.LIGHT]: "taskroute.light",
  [TaskRoute.NORMAL]: "taskroute.normal",
  [TaskRoute.GRADUATION]: "taskroute.graduation",
} as const;

export const taskRoutes = [TaskRoute.NORMAL, TaskRoute.LIGHT, TaskRoute.GRADUATION] as const;

export const taskSideKey = {
  [Side.SIDE_UNSPECIFIED]: "taskside.programme",
  [Side.STUDENT]: "taskside.student",
  [Side.SUPERVISOR]: "taskside.supervisor",
  [Side.PROGRAMME]: "taskside.programme",
} as const;

/** Where a late verdict lies now. */
const holderKey = {
  [Mark.MARK_UNSPECIFIED]: "clock.with_teacher",
  [Mark.DUE_SOON]: "clock.with_teacher",
  [Mark.OVERDUE]: "clock.with_teacher",
  [Mark.LEAD_TOLD]: "clock.with_lead",
  [Mark.MANAGER_TOLD]: "clock.with_manager",
} as const;

export interface ClockWords {
  readonly tone: Tone;
  /** By when, or how late. */
  readonly text: string;
  /** The day it is, or where it lies now. */
  readonly more: string;
}

/** The clock of a verdict that is owed. */
export function clockOf({ t, tn, dates }: Words, task: Task): ClockWords | undefined {
  const clock = lastSubmission(task)?.clock;
  if (!isWithTeacher(task) || clock?.dueDate === undefined) return undefined;
  if (clock.lateWorkingDays > 0) return { tone: "stop", text: tn("clock.late", clock.lateWorkingDays), more: t(holderKey[clock.mark], { name: task.labels?.teacher ?? "" }) };
  return {
    tone: clock.mark === Mark.DUE_SOON ? "warn" : "wait",
    text: t("st.verdict_due", { date: dates.day(clock.dueDate) }),
    more: t("clock.day", { n: clock.begunWorkingDays, of: clock.workingDays }),
  };
}

/** Who is to act on a task, in a sentence. */
export function taskTurn({ t }: Words, task: Task): string {
  const student = task.labels?.student ?? "";
  if (isWithTeacher(task)) return t("taskturn.verdict", { name: task.labels?.teacher || t("taskside.programme") });
  switch (task.state) {
    case TaskState.ADJUST:
    case TaskState.INADEQUATE: return t("taskturn.change", { name: student });
    case TaskState.ADEQUATE: return t(task.changedSinceSubmission ? "taskturn.submit" : "taskturn.start", { name: student });
    case TaskState.IN_PROGRESS: return t(task.changedSinceSubmission ? "taskturn.submit" : "taskturn.work", { name: student });
    case TaskState.DELIVERED: return t("taskturn.close", { name: task.labels?.teacher || t("taskside.programme") });
    case TaskState.CLOSED: return t("taskturn.none");
    default: return t("taskturn.submit", { name: student });
  }
}
