// What the platform remembers over restarts, kept as one JSON file that is replaced in one step.

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { presets, type Habits } from "./habits.ts";
import type { Role } from "./people.ts";

export interface Tool {
  readonly id: number;
  readonly client_id: string;
  readonly deployment_id: string;
  name: string;
  description: string;
  /** `pending` until an administrator activates it. */
  status: "pending" | "active";
  initiate_login_uri: string;
  redirect_uris: string[];
  target_link_uri: string;
  jwks_uri: string;
  domain: string;
  scopes: string[];
  custom: Record<string, string>;
  deep_linking: boolean;
}

export interface ResourceLink {
  readonly id: number;
  readonly course: string;
  readonly tool: number;
  title: string;
  text: string;
  url: string;
  custom: Record<string, string>;
}

export interface LineItem {
  readonly id: number;
  readonly course: string;
  readonly tool: number;
  label: string;
  scoreMaximum: number;
  link?: number;
  resourceId?: string;
  tag?: string;
  startDateTime?: string;
  endDateTime?: string;
}

export interface Result {
  readonly item: number;
  readonly user: string;
  timestamp: string;
  score?: number;
  comment?: string;
  activity: string;
  grading: string;
  /** When the student handed in, as the tool told. */
  submitted?: string;
}

export interface State {
  next_id: number;
  /** Signs session cookies. */
  secret: string;
  habits: Habits;
  tools: Tool[];
  links: ResourceLink[];
  line_items: LineItem[];
  results: Result[];
  /** Course to person to role, over what people.json says; null takes the person out. */
  enrolments: Record<string, Record<string, Role | null>>;
  /** Private keys as JWK, the signing key first; later ones are published only. */
  keys: object[];
}

const emptyState = (): State => ({
  next_id: 1,
  secret: randomBytes(32).toString("base64url"),
  habits: { ...presets.moodle },
  tools: [],
  links: [],
  line_items: [],
  results: [],
  enrolments: {},
  keys: [],
});

export class StateFile {
  readonly state: State;
  readonly #path: string | undefined;

  /** Without a directory the state lives in memory only. */
  constructor(directory: string | undefined) {
    this.state = emptyState();
    if (directory === undefined) return;
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, "practice-lms.json");
    if (!existsSync(this.#path)) return;
    const stored = JSON.parse(readFileSync(this.#path, "utf8")) as Partial<State>;
    Object.assign(this.state, stored, { habits: { ...presets.moodle, ...stored.habits } });
  }

  save(): void {
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(this.state, null, 1), { mode: 0o600 });
    chmodSync(next, 0o600);
    renameSync(next, this.#path);
  }

  newId(): number {
    return this.state.next_id++;
  }
}
