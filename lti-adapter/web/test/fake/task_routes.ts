// Learning tasks in memory: one that waits for a verdict, one that is late with it, one that is being written.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { LearningPlanSchema, LearningTask_ContributionSchema, LearningTask_VerdictSchema, LearningTaskSchema, type LearningPlan, type LearningTask } from "../../src/gen/driehoek/v1/learning_task_pb";
import { Act, LearningTaskService, Mark, Side, Standing, TaskRoute, TaskState, VerdictKind } from "../../src/triangle/tasks";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const day = (month: number, date: number) => ({ year: 2026, month, day: date });
const at = (text: string) => timestampFromDate(new Date(text));
type Init = Exclude<MessageInitShape<typeof LearningTaskSchema>, { $typeName: string }>;

const text = (title: string, code: string, level: number) => ({ route: TaskRoute.NORMAL, title, description: "Meet zes weken de bezetting.", fixedPart: "Meten, voorstel", freePart: "De methode", outcomeLinks: [{ outcomeCode: code, level }] });

function waiting(title: string, code: string, level: number, dueDate: ReturnType<typeof day>, begun: number, late: number): Init {
  return {
    state: TaskState.SUBMITTED, version: 1, content: text(title, code, level),
    submissions: [{ version: 1, content: text(title, code, level), submitTime: at("2026-09-24T10:00:00+02:00"), clock: { submitDate: day(9, 24), dueDate, mark: late > 0 ? Mark.LEAD_TOLD : Mark.MARK_UNSPECIFIED, workingDays: 5, begunWorkingDays: begun, lateWorkingDays: late } }],
  };
}

function task(id: string, student: string, name: string, part: Init): LearningTask {
  return create(LearningTaskSchema, {
    name: `${school}/learningTasks/${id}`, placement: `${school}/placements/${student}`, student: `${school}/persons/${student}`, etag: "t1",
    labels: { student: name, programme: "Ad Management in de Zorg", organisation: "Zorgpunt", supervisor: "Henk Wolters", teacher: "Marijke de Boer" },
    contributions: [{ side: Side.STUDENT, act: Act.DRAFTED, current: true, contributeTime: at("2026-09-22T10:00:00+02:00") }],
    missingSides: [Side.SUPERVISOR, Side.PROGRAMME], oneSided: true, ...part,
  });
}

export interface TaskWorld {
  tasks: LearningTask[];
  /** What was written in plans, by placement. */
  plans: Map<string, { fixedPart: string; freePart: string }>;
}

export function makeTasks(): TaskWorld {
  return { plans: new Map(), tasks: [
    task("draft", "daan", "Daan Verhoeven", { state: TaskState.DRAFTING, version: 1, content: text("Een betere intake", "LU1", 2) }),
    task("roster", "samira", "Samira Bouzid", waiting("Een rooster dat past", "LU1", 4, day(10, 2), 3, 0)),
    task("late", "lars", "Lars Smit", waiting("Minder restafval", "LU2", 2, day(9, 25), 5, 2)),
  ] };
}

function planOf(world: TaskWorld, placement: string): LearningPlan {
  const of = world.tasks.filter((one) => one.placement === placement);
  return create(LearningPlanSchema, {
    name: `${placement}/learningPlan`, placement, phase: 2, entryLevel: "Havo, twee jaar werkervaring", submitByDate: day(10, 2), etag: "p1", ...world.plans.get(placement),
    coverage: [["LU1", "Zorgproces in beeld"], ["LU2", "Werken met gegevens"]].map(([code, title]) => {
      const cells = of.flatMap((one) => (one.content?.outcomeLinks ?? []).filter(({ outcomeCode }) => outcomeCode === code).map(({ level }) => ({ learningTask: one.name, level, adequate: one.state === TaskState.ADEQUATE })));
      return { outcomeCode: code ?? "", outcomeTitle: title ?? "", standing: cells.length === 0 ? Standing.GAP : Standing.PLANNED, cells };
    }),
  });
}

const after: Partial<Record<VerdictKind, TaskState>> = { [VerdictKind.ADEQUATE]: TaskState.ADEQUATE, [VerdictKind.ADJUST]: TaskState.ADJUST, [VerdictKind.INADEQUATE]: TaskState.INADEQUATE };

export function taskRoutes(router: ConnectRouter, world: TaskWorld, role: () => string): void {
  const named = (name: string, etag?: string) => {
    const found = world.tasks.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (etag !== undefined && etag !== found.etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return found;
  };
  const changed = (found: LearningTask, part: Init) => {
    const made = create(LearningTaskSchema, part);
    const parts = Object.entries(made).filter(([key]) => key in part);
    return structuredClone(Object.assign(found, Object.fromEntries(parts), { etag: `${found.etag}+` }));
  };
  const side = () => (role() === "student" ? Side.STUDENT : role() === "teacher" ? Side.PROGRAMME : Side.SUPERVISOR);
  router.service(LearningTaskService, {
    listLearningTasks: () => ({ learningTasks: structuredClone(world.tasks) }),
    getLearningTask: ({ name }) => structuredClone(named(name)),
    getLearningPlan: ({ name }) => planOf(world, name.replace("/learningPlan", "")),
    updateLearningPlan: ({ learningPlan }) => {
      const { placement, etag } = planOf(world, (learningPlan?.name ?? "").replace("/learningPlan", ""));
      if (learningPlan?.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
      world.plans.set(placement, { fixedPart: learningPlan.fixedPart, freePart: learningPlan.freePart });
      return planOf(world, placement);
    },
    createLearningTask: ({ learningTask }) => {
      const made = task(`new-${world.tasks.length}`, learningTask?.placement.split("/").pop() ?? "", "Daan Verhoeven", { state: TaskState.DRAFTING, version: 1, ...(learningTask?.content && { content: learningTask.content }) });
      world.tasks.unshift(made);
      return structuredClone(made);
    },
    updateLearningTask: ({ learningTask }) => changed(named(learningTask?.name ?? "", learningTask?.etag), learningTask?.content ? { content: learningTask.content } : {}),
    agreeLearningTask: ({ name, etag }) => {
      const found = named(name, etag);
      return changed(found, { contributions: [...found.contributions, create(LearningTask_ContributionSchema, { side: side(), act: Act.AGREED, current: true })], missingSides: found.missingSides.filter((one) => one !== side()) });
    },
    submitLearningTask: ({ name, etag }) => {
      const found = named(name, etag);
      return changed(found, { ...waiting(found.content?.title ?? "", "LU1", 2, day(10, 6), 0, 0) });
    },
    giveAdequacyVerdict: ({ name, etag, kind, reason, version }) => {
      const found = named(name, etag);
      const last = found.submissions[found.submissions.length - 1];
      if (last?.version !== version) throw refuse(Code.Aborted, "STALE_SUBMISSION");
      return changed(found, { state: after[kind] ?? TaskState.ADJUST, submissions: [{ ...last, verdict: create(LearningTask_VerdictSchema, { kind, reason }) }] });
    },
    rateLearningTask: ({ name, etag, rating }) => changed(named(name, etag), rating ? { rating } : {}),
  });
}
