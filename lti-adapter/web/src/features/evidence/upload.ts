// Brings a file to the service in chunks. A lost line costs nothing: it asks how far the file is, and goes on there.
import { Code, type Client } from "@connectrpc/connect";
import type { EvidenceService } from "../../gen/driehoek/v1/evidence_service_pb";
import { problemOf } from "../../shared/api/errors";

/** Most bytes of a file that the service takes. */
export const largestFile = 25 * 1024 * 1024;
const largestChunk = 512 * 1024;
const smallestChunk = 32 * 1024;

/** The size of the next chunk: larger while the line is quick, smaller after it was slow or gone. */
export function nextChunk(size: number, millis: number): number {
  if (millis < 1500) return Math.min(size * 2, largestChunk);
  return millis > 6000 ? Math.max(Math.floor(size / 2), smallestChunk) : size;
}

/** How long to wait after so many lost calls in a row, in milliseconds. */
export function pause(lost: number): number {
  return Math.min(1000 * 2 ** (lost - 1), 15_000);
}

const lostLine = new Set([Code.Unavailable, Code.DeadlineExceeded, Code.Unknown, Code.Canceled]);

export function isLostLine(error: unknown): boolean {
  const { code, reason } = problemOf(error);
  return reason === "" && lostLine.has(code);
}

export interface Progress {
  readonly sent: number;
  readonly total: number;
  /** Waits for the network. */
  readonly away: boolean;
}

export interface UploadParts {
  readonly client: Client<typeof EvidenceService>;
  readonly parent: string;
  readonly placement: string;
  readonly file: Blob;
  readonly fileName: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
  /** Resolves when it is worth trying again. */
  readonly wait: (millis: number) => Promise<void>;
  readonly clock?: () => number;
}

/** SHA-256 in hexadecimal; empty where the browser cannot. */
export async function hashOf(file: Blob): Promise<string> {
  if (typeof crypto.subtle === "undefined") return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Gives the name of the finished upload. Refusals of the service are thrown; only a lost line is tried again. */
export async function upload({ client, parent, placement, file, fileName, onProgress, signal, wait, clock = () => Date.now() }: UploadParts): Promise<string> {
  const total = file.size;
  const requestIds = { begin: crypto.randomUUID(), finish: crypto.randomUUID() };
  let sent = 0;
  let lost = 0;
  /** The call until it has an answer. */
  async function insist<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      try {
        const answer = await call();
        lost = 0;
        return answer;
      } catch (problem) {
        signal.throwIfAborted();
        if (!isLostLine(problem)) throw problem;
        lost += 1;
        onProgress({ sent, total, away: true });
        await wait(pause(lost));
      }
    }
  }
  const sha256 = await hashOf(file);
  const { name } = await insist(() => client.beginEvidenceUpload({ parent, evidenceUpload: { placement, fileName, sizeBytes: BigInt(total), sha256 }, requestId: requestIds.begin }, { signal }));
  onProgress({ sent, total, away: false });
  let size = 4 * smallestChunk;
  while (sent < total) {
    const data = new Uint8Array(await file.slice(sent, sent + size).arrayBuffer());
    const begun = clock();
    try {
      const answer = await client.writeEvidenceUploadChunk({ name, offset: BigInt(sent), data }, { signal });
      sent = Number(answer.receivedBytes);
      size = nextChunk(size, clock() - begun);
      lost = 0;
    } catch (problem) {
      signal.throwIfAborted();
      const { reason } = problemOf(problem);
      if (reason !== "OFFSET_UNEXPECTED") {
        if (!isLostLine(problem)) throw problem;
        lost += 1;
        size = Math.max(Math.floor(size / 2), smallestChunk);
        onProgress({ sent, total, away: true });
        await wait(pause(lost));
      }
      // Part of it may have come in all the same.
      sent = Number((await insist(() => client.getEvidenceUpload({ name }, { signal }))).receivedBytes);
    }
    onProgress({ sent, total, away: false });
  }
  await insist(() => client.finishEvidenceUpload({ name, requestId: requestIds.finish }, { signal }));
  return name;
}

/** Waits, or less long when the network comes back. */
export function waitForNetwork(millis: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    window.addEventListener("online", done);
  });
}
