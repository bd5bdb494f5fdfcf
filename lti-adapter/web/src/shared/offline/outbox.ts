// Calls that wait for the network. A call is kept on the device first and then sent, one at a time and in order, until the server
// answered it: at once, when the network is back, and when the page is opened again. Its id is the request id of the call, so that
// one that was sent twice has one effect. See outbox_hooks.tsx for its use.
import { fromJson, toJson, type DescMethodUnary, type DescService, type JsonValue, type MessageShape } from "@bufbuild/protobuf";
import { Code, type Transport } from "@connectrpc/connect";
import { problemOf, type Problem } from "../api/errors";
import { serviceNamed } from "./services";
import type { Shelf } from "./shelf";

export interface Item {
  /** A UUID; the request id of the call. */
  readonly id: string;
  readonly order: number;
  /** Name of the person whose call it is: on a shared device nobody else sends it. */
  readonly owner: string;
  readonly service: string;
  readonly method: string;
  /** The request as the contract writes JSON. */
  readonly request: JsonValue;
  /** What it is about. A later call of the same slot takes the place of one that was never tried. */
  readonly slot: string;
  /** First parts of the query keys that are read anew once it is sent. */
  readonly touches: readonly string[];
  readonly tried: boolean;
  /** Why the server does not take it. It stays until the person drops it or tries again. */
  readonly refusal?: Problem | undefined;
}

export interface OutboxView {
  /** Still to be sent, oldest first. */
  readonly waiting: readonly Item[];
  readonly refused: readonly Item[];
  /** Sent by this page: what is on screen was perhaps read before the server had them. */
  readonly sent: readonly Item[];
  readonly sending: boolean;
  /** The last try found no network. */
  readonly offline: boolean;
  /** The server no longer knows the session: what waits is sent after the next start. */
  readonly closed: boolean;
  readonly sentAt: Date | undefined;
  /** Whether what waits outlives the page. */
  readonly lasting: boolean;
}

type Unary<S extends DescService> = { [M in keyof S["method"]]: S["method"][M] extends { methodKind: "unary" } ? M : never }[keyof S["method"]];
type RequestOf<S extends DescService, M extends keyof S["method"]> = MessageShape<S["method"][M]["input"]>;

export interface About {
  readonly owner: string;
  readonly slot: string;
  readonly touches?: readonly string[];
}

interface Parts {
  readonly shelf: Shelf<Item>;
  readonly transport: Transport;
  /** Names of the person at each institution of the session. */
  readonly owners: () => readonly string[];
  /** The server answered, with yes or no: what the call touches is read anew. */
  readonly answered: (item: Item) => void;
  readonly online?: () => boolean;
  readonly now?: () => Date;
}

const later = new Set([Code.Unavailable, Code.DeadlineExceeded, Code.Unknown, Code.Canceled, Code.ResourceExhausted]);
const firstPause = 2_000;
const longestPause = 60_000;

/** Two pages of one device do not send at the same time, where the browser can see to that. */
async function alone(work: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return work();
  await locks.request("driehoek.outbox", work);
}

export class Outbox {
  readonly #parts: Parts;
  readonly #listeners = new Set<() => void>();
  #items: readonly Item[] = [];
  #sent: readonly Item[] = [];
  #state: Pick<OutboxView, "sending" | "offline" | "closed" | "sentAt"> = { sending: false, offline: false, closed: false, sentAt: undefined };
  #view: OutboxView | undefined;
  #pause = firstPause;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get view(): OutboxView {
    if (this.#view === undefined) {
      const owners = this.#parts.owners();
      const own = this.#items.filter(({ owner }) => owners.includes(owner));
      this.#view = { ...this.#state, lasting: this.#parts.shelf.lasting, sent: this.#sent, waiting: own.filter(({ refusal }) => refusal === undefined), refused: own.filter(({ refusal }) => refusal !== undefined) };
    }
    return this.#view;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes up what an earlier page left. */
  async start(): Promise<void> {
    await this.#read();
    void this.flush();
  }

  /** Keeps a call of the contract; resolves when it is kept, before it is sent. */
  async send<S extends DescService, M extends Unary<S>>(service: S, method: M, request: RequestOf<S, M>, { owner, slot, touches = [] }: About): Promise<void> {
    serviceNamed(service.typeName);
    const { input, name } = service.method[method as string] as DescMethodUnary;
    const id = crypto.randomUUID();
    const json = { ...(toJson(input, request) as Record<string, JsonValue>), requestId: id };
    const before = this.#items.filter((item) => item.owner === owner && item.slot === slot && !item.tried);
    const order = Math.max((this.#parts.now?.() ?? new Date()).getTime(), ...this.#items.map((item) => item.order + 1));
    await this.#put({ id, order, owner, service: service.typeName, method: name, request: json, slot, touches, tried: false });
    for (const item of before) await this.drop(item.id);
    void this.flush();
  }

  /** Gives up a call: what the person no longer wants to send. */
  async drop(id: string): Promise<void> {
    this.#items = this.#items.filter((item) => item.id !== id);
    this.#tell();
    await this.#parts.shelf.remove(id);
  }

  /** Tries a refused call once more. */
  async retry(id: string): Promise<void> {
    const item = this.#items.find((one) => one.id === id);
    if (item === undefined) return;
    await this.#put({ ...item, refusal: undefined });
    void this.flush();
  }

  /** Sends what waits, until nothing does or the network is gone. */
  async flush(): Promise<void> {
    if (this.#state.sending) {
      this.#again = true;
      return;
    }
    if (this.view.waiting.length === 0 || this.#state.closed) return;
    clearTimeout(this.#timer);
    this.#say({ sending: true });
    await alone(async () => {
      // Another page may have sent some of it.
      await this.#read();
      let on = true;
      while (on) on = await this.#sendFirst();
    });
    this.#say({ sending: false });
    if (this.#state.offline && !this.#state.closed) {
      this.#timer = setTimeout(() => void this.flush(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, longestPause);
    }
    if (!this.#again) return;
    this.#again = false;
    if (!this.#state.offline) void this.flush();
  }

  /** The browser says that there is a network again. */
  online(): void {
    this.#pause = firstPause;
    void this.flush();
  }

  async #sendFirst(): Promise<boolean> {
    const item = this.view.waiting[0];
    if (item === undefined) return false;
    if (!(this.#parts.online ?? (() => navigator.onLine))()) {
      this.#say({ offline: true });
      return false;
    }
    const tried = { ...item, tried: true };
    await this.#put(tried);
    try {
      await this.#call(tried);
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === Code.Unauthenticated) {
        this.#say({ closed: true });
        return false;
      }
      if (later.has(problem.code)) {
        this.#say({ offline: true });
        return false;
      }
      this.#say({ offline: false });
      await this.#put({ ...tried, refusal: problem });
      this.#parts.answered(item);
      return true;
    }
    this.#pause = firstPause;
    this.#sent = [...this.#sent, item];
    this.#say({ offline: false, sentAt: this.#parts.now?.() ?? new Date() });
    await this.drop(item.id);
    this.#parts.answered(item);
    return true;
  }

  async #call(item: Item): Promise<void> {
    const service = await serviceNamed(item.service)();
    const method = service.methods.find(({ name }) => name === item.method) as DescMethodUnary | undefined;
    if (method === undefined) throw new Error(`No call ${item.service}/${item.method}`);
    const request = fromJson(method.input, item.request, { ignoreUnknownFields: true });
    await this.#parts.transport.unary(method, undefined, undefined, undefined, request);
  }

  async #read(): Promise<void> {
    this.#items = [...await this.#parts.shelf.all()].sort((a, b) => a.order - b.order);
    this.#tell();
  }

  async #put(item: Item): Promise<void> {
    await this.#parts.shelf.put(item);
    this.#items = [...this.#items.filter(({ id }) => id !== item.id), item].sort((a, b) => a.order - b.order);
    this.#tell();
  }

  #say(part: Partial<OutboxView>): void {
    this.#state = { ...this.#state, ...part };
    this.#tell();
  }

  #tell(): void {
    this.#view = undefined;
    for (const listener of this.#listeners) listener();
  }
}
