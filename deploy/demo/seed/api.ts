// The services over gRPC, by the contract in proto/ as it stands: no generated code.

import { join } from "node:path";
import { Client, Metadata, credentials, status, type ServiceError } from "@grpc/grpc-js";
import { loadSync, type MethodDefinition, type ServiceDefinition } from "@grpc/proto-loader";
import { callToken, type Caller } from "./call_token.ts";

const protoRoot = join(import.meta.dirname, "../../../proto");
const files = [
  "access",
  "agreement",
  "assessment",
  "capacity",
  "check_in",
  "conflict",
  "contact",
  "continuation",
  "directory",
  "evidence",
  "job_structure",
  "learning_task",
  "matching",
  "placement",
  "rhythm",
  "signal",
  "workplace_scan",
].map((name) => `driehoek/v1/${name}_service.proto`);

/** A refusal, with the stable reason of its ErrorInfo. */
export class ApiError extends Error {
  readonly code: string;
  readonly reason: string;
  readonly retryMilliseconds: number | undefined;

  constructor(method: string, error: ServiceError) {
    const details = readDetails(error.metadata.get("grpc-status-details-bin")[0]);
    super(
      `${method}: ${status[error.code]} ${details.reason} ${error.details}${details.fields.length > 0 ? ` (${details.fields.join(", ")})` : ""}`,
    );
    this.code = status[error.code] ?? String(error.code);
    this.reason = details.reason;
    this.retryMilliseconds = details.retryMilliseconds;
  }
}

export type Message = Record<string, unknown>;

/** Who calls: the credential of an API client, or somebody for whom a call token is minted. */
export type As = { readonly bearer: string } | Caller;

export class Api {
  readonly #client: Client;
  readonly #key: Buffer;
  readonly #methods = new Map<string, MethodDefinition<object, object>>();

  constructor(address: string, key: Buffer) {
    this.#client = new Client(address, credentials.createInsecure());
    this.#key = key;
    const definitions = loadSync(files, {
      includeDirs: [protoRoot, join(protoRoot, "node_modules/google-proto-files")],
      keepCase: true,
      enums: String,
      longs: String,
      defaults: true,
    });
    for (const [name, definition] of Object.entries(definitions)) {
      if ("format" in definition) continue;
      for (const [method, how] of Object.entries(definition as ServiceDefinition))
        this.#methods.set(`${name.slice(name.lastIndexOf(".") + 1)}/${method}`, how);
    }
  }

  close(): void {
    this.#client.close();
  }

  /** `method` as `AgreementService/SignAgreement`. Answers fields by their names in the contract. */
  async call<Answer>(method: string, as: As, request: Message): Promise<Answer> {
    const how = this.#methods.get(method);
    if (!how) throw new Error(`the contract has no method ${method}`);
    const metadata = new Metadata();
    metadata.set(
      "authorization",
      "bearer" in as ? `Bearer ${as.bearer}` : `Driehoek ${callToken(this.#key, as)}`,
    );
    return new Promise<Answer>((resolve, reject) => {
      this.#client.makeUnaryRequest(
        how.path,
        how.requestSerialize,
        how.responseDeserialize,
        request,
        metadata,
        { deadline: Date.now() + 20_000 },
        (error, answer) => {
          if (error) reject(new ApiError(method, error));
          else resolve(answer as Answer);
        },
      );
    });
  }
}

interface Details {
  reason: string;
  fields: string[];
  retryMilliseconds?: number;
}

/** What the seed needs of google.rpc.Status: ErrorInfo.reason, wrong fields, RetryInfo. */
function readDetails(bytes: Buffer | string | undefined): Details {
  const found: Details = { reason: "", fields: [] };
  if (bytes === undefined || typeof bytes === "string") return found;
  for (const any of partsOf(bytes, 3)) {
    const type = String(partsOf(any, 1)[0] ?? "");
    const value = partsOf(any, 2)[0];
    if (!value) continue;
    if (type.endsWith("ErrorInfo")) found.reason = String(partsOf(value, 1)[0] ?? "");
    if (type.endsWith("BadRequest"))
      found.fields = partsOf(value, 1).map(
        (v) => `${String(partsOf(v, 1)[0] ?? "")}: ${String(partsOf(v, 2)[0] ?? "")}`,
      );
    if (type.endsWith("RetryInfo")) {
      const delay = partsOf(value, 1)[0];
      if (delay) found.retryMilliseconds = 1000 * (numberIn(delay, 1) + 1);
    }
  }
  return found;
}

function* fieldsOf(bytes: Buffer): Generator<{ field: number; value: Buffer | number }> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const kind = tag & 7;
    if (kind === 0) yield { field: tag >> 3, value: varint() };
    else if (kind === 2) {
      const length = varint();
      yield { field: tag >> 3, value: bytes.subarray(at, (at += length)) };
    } else return; // no other kind stands in these messages
  }
}

const partsOf = (bytes: Buffer, field: number): Buffer[] =>
  [...fieldsOf(bytes)].flatMap((f) =>
    f.field === field && typeof f.value !== "number" ? [f.value] : [],
  );

const numberIn = (bytes: Buffer, field: number): number => {
  const found = [...fieldsOf(bytes)].find((f) => f.field === field);
  return typeof found?.value === "number" ? found.value : 0;
};
