// Makes steps of learning tasks and pulses, in words.
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { clientOf } from "../shared/api/client";
import { allPages } from "../shared/api/pages";
import type { Words } from "../shared/i18n/context";
import { compareDays, daysBetween } from "../shared/i18n/dates";
import { loadParts } from "../shared/i18n/table";
import type { LearningStep } from "./learning_steps";
import type { DuePulse } from "./rhythm";
import { isWithTeacher, LearningTaskService, lastSubmission, taskHref, TaskState, type Task } from "./tasks";

interface Ranked extends LearningStep {
  readonly rank: number;
}

function ofTask({ t }: Words, task: Task, student: string): Ranked[] {
  const title = task.content?.title ?? "";
  const teacher = task.labels?.teacher || t("taskside.programme");
  const common = { href: taskHref(task.name), act: t("act.open_task"), who: student, mine: true, due: undefined, late: false };
  const clock = lastSubmission(task)?.clock;
  if (isWithTeacher(task)) {
    return [{ ...common, rank: 9, title: t("learn.verdict", { title }), why: "", who: `${t("party.programme")}: ${teacher}`, mine: false, due: clock?.dueDate, late: (clock?.lateWorkingDays ?? 0) > 0, minutes: 0 }];
  }
  switch (task.state) {
    case TaskState.ADJUST:
    case TaskState.INADEQUATE: return [{ ...common, rank: 0, title: t("learn.change", { title }), why: t("learn.change_why", { name: teacher }), minutes: 15 }];
    case TaskState.ADEQUATE: return [{ ...common, rank: 2, title: t("learn.start", { title }), why: t("learn.start_why"), minutes: 1 }];
    case TaskState.DRAFTING: return [{ ...common, rank: 3, title: t("learn.submit", { title }), why: t("learn.submit_why", { name: teacher }), minutes: 10 }];
    default: return [];
  }
}

/** Steps of tasks and pulses together; pure, but for its words. */
export function learningSteps(words: Words, tasks: readonly Task[], names: readonly string[], pulses: readonly DuePulse[]): LearningStep[] {
  const { t, dates } = words;
  const student = t("party.you");
  const own = tasks.filter(({ placement }) => names.includes(placement));
  const today = dates.today();
  const steps = [
    ...own.flatMap((task) => ofTask(words, task, student)),
    ...pulses.filter(({ answer }) => answer === undefined).map(({ until }): Ranked => ({
      rank: daysBetween(today, until) <= 3 ? 1 : 4, title: t("learn.pulse"), why: t("learn.pulse_why"), who: student, mine: true, due: until, late: compareDays(until, today) < 0, href: "#/?to=pulse", act: t("act.to_pulse"), minutes: 1,
    })),
    ...(own.length === 0 ? [{ rank: 2, title: t("learn.make"), why: t("learn.make_why"), who: student, mine: true, due: undefined, late: false, href: "#/tasks", act: t("act.to_tasks"), minutes: 10 }] : []),
  ];
  return steps.sort((a, b) => a.rank - b.rank);
}

export async function readLearningSteps(transport: Transport, words: Words, institution: string, names: readonly string[], pulses: readonly DuePulse[]): Promise<LearningStep[]> {
  const client = clientOf(transport, LearningTaskService);
  const read = allPages((pageToken) => client.listLearningTasks({ parent: `institutions/${institution}`, pageSize: 500, pageToken }), (page) => page.learningTasks);
  const [tasks, table] = await Promise.all([read.catch((problem: unknown) => {
    // A service of before the tasks has none.
    if (ConnectError.from(problem).code === Code.Unimplemented) return [];
    throw problem;
  }), loadParts(words.lang, ["tasks", "rhythm"])]);
  return learningSteps(words.with(table), tasks, names, pulses);
}
