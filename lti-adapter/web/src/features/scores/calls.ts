// Scores that go to the LMS. The adapter alone knows them, so they are no calls of the contract: plain JSON, with the same
// errors as the gateway gives.
import { Code, ConnectError } from "@connectrpc/connect";
import { errorFromJson } from "@connectrpc/connect/protocol-connect";
import type { SessionStore } from "../../shared/api/session";

export const scoreStates = ["refused", "no_column", "waiting", "sent", "superseded"] as const;
export type ScoreState = (typeof scoreStates)[number];

export interface Score {
  readonly id: string;
  readonly placement: string;
  /** Left out for those who read no placements. */
  readonly studentName: string;
  readonly grade: string;
  readonly gradeMaximum: string;
  readonly version: number;
  /** As the adapter says it; it may say more than this screen knows. */
  readonly state: string;
  readonly publishTime: string;
  readonly submitTime: string;
  readonly sentTime: string;
  readonly nextTime: string;
  readonly attemptCount: number;
  readonly platform: string;
  readonly course: string;
  readonly columnLabel: string;
  readonly reason: string;
  readonly cause: string;
  readonly action: string;
  readonly mayResend: boolean;
}

export interface Platform {
  readonly platform: string;
  readonly state: string;
  readonly nextTime: string;
  readonly waitingCount: number;
  readonly cause: string;
  readonly action: string;
}

export interface Attempt {
  readonly beginTime: string;
  readonly endTime: string;
  readonly count: number;
  readonly outcome: string;
  readonly cause: string;
}

export interface Scores {
  readonly scores: readonly Score[];
  readonly platforms: readonly Platform[];
}

export interface ScoreHistory {
  readonly score: Score;
  readonly attempts: readonly Attempt[];
  readonly versions: readonly Score[];
}

type Record_ = Readonly<Record<string, unknown>>;

function record(value: unknown): Record_ {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function records(value: unknown): Record_[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** Absent members are left out of an answer. */
const text = (from: Record_, key: string): string => (typeof from[key] === "string" ? from[key] : "");
const count = (from: Record_, key: string): number => (typeof from[key] === "number" ? from[key] : 0);

export function readScore(value: unknown): Score {
  const of = record(value);
  return {
    id: text(of, "id"), placement: text(of, "placement"), studentName: text(of, "studentName"), grade: text(of, "grade"), gradeMaximum: text(of, "gradeMaximum"),
    version: count(of, "version"), state: text(of, "state"), publishTime: text(of, "publishTime"), submitTime: text(of, "submitTime"), sentTime: text(of, "sentTime"),
    nextTime: text(of, "nextTime"), attemptCount: count(of, "attemptCount"), platform: text(of, "platform"), course: text(of, "course"),
    columnLabel: text(of, "columnLabel"), reason: text(of, "reason"), cause: text(of, "cause"), action: text(of, "action"), mayResend: of["mayResend"] === true,
  };
}

export function readPage(value: unknown): Scores & { readonly nextPageToken: string } {
  const of = record(value);
  return {
    scores: records(of["scores"]).map(readScore),
    platforms: records(of["platforms"]).map((one) => ({ platform: text(one, "platform"), state: text(one, "state"), nextTime: text(one, "nextTime"), waitingCount: count(one, "waitingCount"), cause: text(one, "cause"), action: text(one, "action") })),
    nextPageToken: text(of, "nextPageToken"),
  };
}

export function readHistory(value: unknown): ScoreHistory {
  const of = record(value);
  return {
    score: readScore(of["score"]),
    attempts: records(of["attempts"]).map((one) => ({ beginTime: text(one, "beginTime"), endTime: text(one, "endTime"), count: count(one, "count"), outcome: text(one, "outcome"), cause: text(one, "cause") })),
    versions: records(of["versions"]).map(readScore),
  };
}

async function post(store: SessionStore, what: "list" | "history" | "resend", body: object): Promise<unknown> {
  const { token, role, firstRole } = store.get();
  const fallback = new ConnectError("no answer", Code.Unavailable);
  let answer: Response;
  let value: unknown;
  try {
    answer = await fetch(`/api/scores/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, ...(role !== firstRole && { "Driehoek-Role": role }) },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(30_000),
    });
    value = await answer.json();
  } catch {
    throw fallback;
  }
  if (answer.ok) return value;
  const problem = asError(value, answer);
  if (problem.code === Code.Unauthenticated) store.expire();
  throw problem;
}

function asError(value: unknown, answer: Response): ConnectError {
  const fallback = new ConnectError("refused", answer.status >= 500 ? Code.Unavailable : Code.Unknown, answer.headers);
  try {
    // What is no error of this form is thrown as the fallback.
    return errorFromJson(value as Parameters<typeof errorFromJson>[0], answer.headers, fallback);
  } catch {
    return fallback;
  }
}

/** All pages; a page may be empty and not the last. */
export async function listScores(store: SessionStore, language: string): Promise<Scores> {
  const scores: Score[] = [];
  let platforms: readonly Platform[] = [];
  let pageToken = "";
  for (let page = 0; page < 100; page += 1) {
    const got = readPage(await post(store, "list", { pageSize: 100, pageToken, language }));
    scores.push(...got.scores);
    platforms = got.platforms;
    pageToken = got.nextPageToken;
    if (pageToken === "") break;
  }
  return { scores, platforms };
}

export async function scoreHistory(store: SessionStore, score: string, language: string): Promise<ScoreHistory> {
  return readHistory(await post(store, "history", { score, language }));
}

export async function resendScore(store: SessionStore, score: string, language: string): Promise<Score> {
  return readScore(record(await post(store, "resend", { score, language }))["score"]);
}
