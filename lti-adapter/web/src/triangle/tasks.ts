// Short names for the contract of learning plans and tasks, and reading them.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { LearningTask_Side as Side, LearningTask_State as TaskState, type LearningTask, type LearningTask_Submission } from "../gen/driehoek/v1/learning_task_pb";
import { LearningTaskService } from "../gen/driehoek/v1/learning_task_service_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import { compareDays, type Day } from "../shared/i18n/dates";

export { LearningPlan_Standing as Standing, LearningTask_Contribution_Act as Act, LearningTask_Mark as Mark, LearningTask_Route as TaskRoute, LearningTask_Side as Side, LearningTask_State as TaskState, LearningTask_Verdict_Kind as VerdictKind } from "../gen/driehoek/v1/learning_task_pb";
export type { LearningPlan as Plan, LearningPlan_OutcomeCoverage as OutcomeCoverage, LearningTask as Task, LearningTask_Content as TaskContent, LearningTask_Submission as Submission, LearningTask_VerdictClock as VerdictClock } from "../gen/driehoek/v1/learning_task_pb";
export { LearningTaskService } from "../gen/driehoek/v1/learning_task_service_pb";

/** Tasks within reach at every institution of the session, newest first. */
export function useTasks() {
  const client = useClient(LearningTaskService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["tasks", institutions],
    queryFn: async () => (await Promise.all(institutions.map((institution) => allPages(
      (pageToken) => client.listLearningTasks({ parent: `institutions/${institution}`, pageSize: 500, pageToken }),
      (page) => page.learningTasks,
    )))).flat(),
  });
}

export function useTask(name: string) {
  const client = useClient(LearningTaskService);
  return useQuery({ queryKey: ["task", name], queryFn: () => client.getLearningTask({ name }) });
}

export function usePlan(placement: string) {
  const client = useClient(LearningTaskService);
  return useQuery({ queryKey: ["plan", placement], queryFn: () => client.getLearningPlan({ name: `${placement}/learningPlan` }), enabled: placement !== "" });
}

/** After an act: what it answered is shown at once, and what hangs on it is read anew. */
export function refreshTasks(cache: QueryClient, task: LearningTask): void {
  cache.setQueryData(["task", task.name], task);
  for (const key of ["tasks", "plan"]) void cache.invalidateQueries({ queryKey: [key] });
}

export function taskHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/task/${institution ?? ""}/${id ?? ""}`;
}

export function isWithTeacher({ state }: LearningTask): boolean {
  return state === TaskState.SUBMITTED || state === TaskState.RESUBMITTED || state === TaskState.ADVISED;
}

export function isOver({ state }: LearningTask): boolean {
  return state === TaskState.DELIVERED || state === TaskState.CLOSED;
}

/** The side for which a role writes and agrees. */
export function taskSideOf(role: string): Side {
  switch (role) {
    case "student": return Side.STUDENT;
    case "workplace_supervisor": return Side.SUPERVISOR;
    case "teacher": return Side.PROGRAMME;
    default: return Side.SIDE_UNSPECIFIED;
  }
}

/** Whether a side wrote or agreed with the text as it is. */
export function standsBehind(task: LearningTask, side: Side): boolean {
  return task.contributions.some((one) => one.side === side && one.current);
}

export function lastSubmission(task: LearningTask): LearningTask_Submission | undefined {
  return task.submissions[task.submissions.length - 1];
}

const never: Day = { year: 9999, month: 12, day: 31 };

/** What waits for a verdict, the earliest due day first. */
export function byVerdictDue(tasks: readonly LearningTask[]): LearningTask[] {
  const due = (task: LearningTask) => lastSubmission(task)?.clock?.dueDate ?? never;
  return tasks.filter(isWithTeacher).sort((a, b) => compareDays(due(a), due(b)) || a.name.localeCompare(b.name));
}
