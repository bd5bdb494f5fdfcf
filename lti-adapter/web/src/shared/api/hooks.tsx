// The transport and the session, passed by context; and one hook for every act that changes something.
import type { DescService } from "@bufbuild/protobuf";
import { Code, type Client, type Transport } from "@connectrpc/connect";
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { clientOf } from "./client";
import { problemOf } from "./errors";
import type { Session, SessionStore } from "./session";

interface Api {
  readonly transport: Transport;
  readonly store: SessionStore;
}

const ApiContext = createContext<Api | undefined>(undefined);

export function ApiProvider({ transport, store, children }: Api & { children: ComponentChildren }) {
  return <ApiContext.Provider value={{ transport, store }}>{children}</ApiContext.Provider>;
}

function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === undefined) throw new Error("No server around this part");
  return api;
}

export function useClient<S extends DescService>(service: S): Client<S> {
  return clientOf(useApi().transport, service);
}

export function useTransport(): Transport {
  return useApi().transport;
}

export function useSessionStore(): SessionStore {
  return useApi().store;
}

export function useSession(): Session {
  const { store } = useApi();
  const [session, setSession] = useState(store.get());
  useEffect(() => store.subscribe(() => setSession(store.get())), [store]);
  return session;
}

const answerMayBeLost = new Set([Code.Unavailable, Code.DeadlineExceeded, Code.Unknown, Code.Canceled]);

export interface Act<I> {
  run(input: I): void;
  readonly busy: boolean;
  readonly error: unknown;
  clear(): void;
}

/**
 * Something that changes the world. The request id is kept while it is not known whether the server did it, so that a
 * repeated press after a lost answer has one effect.
 */
export function useAct<I, O>(call: (input: I, requestId: string) => Promise<O>, done?: (output: O, input: I) => void): Act<I> {
  const requestId = useRef("");
  // What is on screen when the button is pressed counts, not what an effect has passed on by then.
  const latest = useRef({ call, done });
  latest.current = { call, done };
  const busy = useRef(false);
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null });
  const run = async (input: I) => {
    if (busy.current) return;
    busy.current = true;
    setState({ busy: true, error: null });
    let error: unknown = null;
    try {
      requestId.current ||= crypto.randomUUID();
      const output = await latest.current.call(input, requestId.current);
      requestId.current = "";
      latest.current.done?.(output, input);
    } catch (problem) {
      error = problem;
      if (!answerMayBeLost.has(problemOf(problem).code)) requestId.current = "";
    }
    busy.current = false;
    setState({ busy: false, error });
  };
  return {
    run: (input) => void run(input),
    ...state,
    clear: () => setState({ busy: false, error: null }),
  };
}
