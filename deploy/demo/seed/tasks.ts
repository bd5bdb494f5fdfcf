// Learning plans and tasks: student, supervisor, contact person and practice office each do their own part.

import type { As } from "./api.ts";
import { invite } from "./hosts.ts";
import { inParallel } from "./pool.ts";
import { contactOf } from "./school.ts";
import { make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";
import { learningStories, type Content, type LearningStory, type Step, type TaskStory } from "./task_stories.ts";

interface Task extends Named {
  readonly version: number;
  readonly content: Content;
}

interface Cast {
  readonly student: As;
  readonly supervisor: As;
  readonly teacher: As;
  readonly office: As;
}

export async function planLearning(stage: Stage, players: Players): Promise<void> {
  await inParallel(learningStories, 4, (story) => tellLearning(stage, players, story));
  say(`learning tasks: ${learningStories.flatMap(({ tasks }) => tasks).length}`);
}

async function tellLearning(stage: Stage, players: Players, story: LearningStory): Promise<void> {
  const student = players.people.get(`student-${String(story.student).padStart(3, "0")}`);
  const host = players.hosts.supervisors.get(story.supervisor);
  const teacher = student && contactOf(players.people, student, story.student);
  if (!student || !host || !teacher) throw new Error(`the learning tasks of student ${story.student} are not complete`);
  const { as: supervisor } = await invite(stage, host, "workplace_supervisor");
  const cast = { student: student.as, supervisor, teacher: teacher.as, office: players.office.as };
  const { placements } = await stage.api.call<{ placements: Named[] }>("PlacementService/ListPlacements", student.as, {
    parent: stage.parent,
    page_size: 1,
  });
  const placement = placements[0]?.name ?? "";
  if (story.plan) await writePlan(stage, teacher.as, `${placement}/learningPlan`, story.plan);
  // One after the other: their order is that of the columns of the matrix.
  for (const task of story.tasks) await tellTask(stage, cast, placement, task, `${student.sub} ${task.content.title}`);
}

/** Once: its etag is another one afterwards. */
async function writePlan(stage: Stage, as: As, name: string, plan: NonNullable<LearningStory["plan"]>): Promise<void> {
  const { etag, fixed_part } = await stage.api.call<Named & { fixed_part: string }>("LearningTaskService/GetLearningPlan", as, { name });
  if (fixed_part === "") await make(stage, "LearningTaskService/UpdateLearningPlan", as, name, { learning_plan: { ...plan, name, etag } });
}

async function tellTask(stage: Stage, cast: Cast, placement: string, { content, steps }: TaskStory, key: string): Promise<void> {
  let task = await make<Task>(stage, "LearningTaskService/CreateLearningTask", cast.student, key, {
    parent: stage.parent,
    learning_task: { placement, content },
  });
  for (const [index, step] of steps.entries()) {
    const { method, as, request } = callOf(step, cast, task);
    task = await make<Task>(stage, `LearningTaskService/${method}`, as, `${key} ${index}`, request);
  }
}

function callOf(step: Step, cast: Cast, { name, etag, version, content }: Task) {
  const of = { name, etag };
  switch (step.does) {
    case "agree":
      return { method: "AgreeLearningTask", as: cast[step.who], request: of };
    case "change":
      return { method: "UpdateLearningTask", as: cast[step.who], request: { learning_task: { ...of, content: { ...content, ...step.to } } } };
    case "submit":
      return { method: "SubmitLearningTask", as: cast.student, request: of };
    case "start":
      return { method: "StartLearningTask", as: cast.student, request: of };
    case "advise":
      return { method: "AdviseLearningTask", as: cast.office, request: { ...of, text: step.text } };
    case "judge":
      return { method: "GiveAdequacyVerdict", as: cast.teacher, request: { ...of, version, kind: step.kind, reason: step.reason } };
    case "rate": {
      const { authenticity, usefulness, note } = step;
      return { method: "RateLearningTask", as: cast.supervisor, request: { ...of, rating: { authenticity, usefulness, note } } };
    }
  }
}
