// What is being typed in a draft, and sending it: a moment after the last key, one save at a time, only the parts that
// changed. Kept beside the screens, so that Back, a sheet or an error loses nothing.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer } from "preact/hooks";
import { AgreementVersionSchema } from "../../gen/driehoek/v1/agreement_pb";
import { problemOf } from "../../shared/api/errors";
import { useClient } from "../../shared/api/hooks";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { newest } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { type PartyRole, type Task, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { keep } from "../../triangle/queries";

export interface DraftClause {
  readonly code: string;
  readonly heading: string;
  readonly text: string;
}

export interface DraftCommitment {
  readonly id: string;
  /** Tells rows apart before the server gave an id. */
  readonly key: string;
  readonly owner: PartyRole;
  readonly text: string;
  readonly measure: string;
}

export interface Draft {
  readonly clauses: readonly DraftClause[];
  readonly commitments: readonly DraftCommitment[];
  readonly rows: ReadonlyMap<Task, PartyRole>;
  readonly start: string;
  readonly end: string;
  readonly hours: string;
}

type Part = keyof Draft;
const masks: Record<Part, string> = {
  clauses: "clauses", commitments: "commitments", rows: "responsibilities.rows", start: "start_date", end: "end_date", hours: "weekly_hours",
};

export type DraftFace = "clean" | "typing" | "saving" | "saved" | "conflict" | "trouble";
type Send = (draft: AgreementVersion, paths: string[], etag: string, requestId: string) => Promise<Agreement>;

function read(version: AgreementVersion): Draft {
  return {
    clauses: version.clauses.map(({ code, heading, text }) => ({ code, heading, text })),
    commitments: version.commitments.map(({ id, owner, text, measure }) => ({ id, key: id, owner, text, measure })),
    rows: new Map((version.responsibilities?.rows ?? []).map((row) => [row.task, row.partyRole])),
    start: isoDay(version.startDate),
    end: isoDay(version.endDate),
    hours: String(version.weeklyHours),
  };
}

function write(draft: Draft): AgreementVersion {
  const startDate = parseDay(draft.start);
  const endDate = parseDay(draft.end);
  return create(AgreementVersionSchema, {
    clauses: draft.clauses.map(({ code, heading, text }) => ({ code, heading, text })),
    commitments: draft.commitments.filter(({ text }) => text.trim() !== "").map(({ id, owner, text, measure }) => ({ id, owner, text, measure })),
    responsibilities: { rows: [...draft.rows].map(([task, partyRole]) => ({ task, partyRole })) },
    ...(startDate && { startDate }),
    ...(endDate && { endDate }),
    weeklyHours: Number(draft.hours) || 0,
  });
}

/** Somebody else changed the agreement first; this is how it stands now. */
class Overtaken extends Error {
  constructor(readonly agreement: Agreement, options: ErrorOptions) {
    super("the agreement was changed by somebody else", options);
  }
}

const pause = 1500;

export class Desk {
  draft: Draft;
  face: DraftFace = "clean";
  error: unknown;
  /** What stands at the server when somebody was faster. */
  theirs: AgreementVersion | undefined;
  savedAt: Date | undefined;
  readonly #changed = new Set<Part>();
  readonly #listeners = new Set<() => void>();
  #etag: string;
  #send: Send;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  constructor(agreement: Agreement, version: AgreementVersion, send: Send) {
    this.draft = read(version);
    this.#etag = agreement.etag;
    this.#send = send;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server's version moved on and nothing is being typed: follow it. */
  follow(agreement: Agreement, version: AgreementVersion, send: Send): void {
    this.#send = send;
    if (agreement.etag === this.#etag || this.#changed.size > 0 || this.#saving) return;
    this.#etag = agreement.etag;
    this.draft = read(version);
    this.#tell();
  }

  set<P extends Part>(part: P, value: Draft[P]): void {
    this.draft = { ...this.draft, [part]: value };
    this.#changed.add(part);
    if (this.face !== "conflict") this.face = "typing";
    clearTimeout(this.#timer);
    if (this.face !== "conflict") this.#timer = setTimeout(() => void this.flush().catch(() => undefined), pause);
    this.#tell();
  }

  /** Sends what is not sent yet; gives the etag that holds then. */
  async flush(): Promise<string> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (this.#changed.size > 0) {
      this.#saving = this.#save();
      try {
        await this.#saving;
      } finally {
        this.#saving = undefined;
      }
    }
    return this.#etag;
  }

  async #save(): Promise<void> {
    const parts = [...this.#changed];
    this.#changed.clear();
    this.face = "saving";
    this.#tell();
    try {
      const answer = await this.#send(write(this.draft), parts.map((part) => masks[part]), this.#etag, crypto.randomUUID());
      this.#etag = answer.etag;
      this.#takeIds(answer);
      this.error = undefined;
      this.theirs = undefined;
      this.savedAt = new Date();
      this.face = this.#changed.size > 0 ? "typing" : "saved";
    } catch (problem) {
      for (const part of parts) this.#changed.add(part);
      if (problem instanceof Overtaken) {
        this.#etag = problem.agreement.etag;
        this.theirs = newest(problem.agreement);
      }
      this.error = problem instanceof Overtaken ? problem.cause : problem;
      this.face = problem instanceof Overtaken ? "conflict" : "trouble";
      throw this.error;
    } finally {
      this.#tell();
    }
  }

  /** New commitments got their id; without it the next save would make them twice. */
  #takeIds(answer: Agreement): void {
    const given = newest(answer)?.commitments ?? [];
    const known = new Set(this.draft.commitments.map((commitment) => commitment.id));
    const fresh = given.filter((commitment) => !known.has(commitment.id));
    this.draft = {
      ...this.draft,
      commitments: this.draft.commitments.map((commitment) => {
        if (commitment.id !== "") return commitment;
        const at = fresh.findIndex((one) => one.text === commitment.text && one.owner === commitment.owner);
        return at === -1 ? commitment : { ...commitment, id: fresh.splice(at, 1)[0]?.id ?? "" };
      }),
    };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const desks = new Map<string, Desk>();

export function useDesk(agreement: Agreement, version: AgreementVersion): Desk {
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const send: Send = async (draft, paths, etag, requestId) => {
    try {
      const answer = await client.updateAgreementDraft({ name: agreement.name, draft, updateMask: { paths }, etag, requestId });
      keep(cache, answer);
      return answer;
    } catch (problem) {
      if (problemOf(problem).reason === "STALE_ETAG") {
        throw new Overtaken(await client.getAgreement({ name: agreement.name }), { cause: problem });
      }
      throw problem;
    }
  };
  let desk = desks.get(version.name);
  if (desk === undefined) desks.set(version.name, (desk = new Desk(agreement, version, send)));
  const current = desk;
  useEffect(() => current.follow(agreement, version, send), [agreement.etag]);
  useEffect(() => {
    const stop = current.subscribe(() => redraw(0));
    return () => {
      stop();
      void current.flush().catch(() => undefined);
    };
  }, [current]);
  return current;
}

/** Sends what is typed of this agreement, if anything is; for acts that stand outside the form. */
export function useFlush(agreementName: string): () => Promise<string | undefined> {
  return async () => {
    const open = [...desks].filter(([name]) => name.startsWith(`${agreementName}/`)).map(([, desk]) => desk);
    const etags = await Promise.all(open.map((desk) => desk.flush()));
    return etags[etags.length - 1];
  };
}
