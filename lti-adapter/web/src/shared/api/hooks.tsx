// The transport and the session, passed by context; and one hook for every act that changes something.
import type { DescService } from "@bufbuild/protobuf";
import { Code, type Client, type Transport } from "@connectrpc/connect";
import { useMutation } from "@tanstack/react-query";
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
  const mutation = useMutation({
    mutationFn: (input: I) => {
      requestId.current ||= crypto.randomUUID();
      return latest.current.call(input, requestId.current);
    },
    onSuccess: (output, input) => {
      requestId.current = "";
      latest.current.done?.(output, input);
    },
    onError: (problem) => {
      if (!answerMayBeLost.has(problemOf(problem).code)) requestId.current = "";
    },
  });
  return {
    run: (input) => {
      if (!mutation.isPending) mutation.mutate(input);
    },
    busy: mutation.isPending,
    error: mutation.error,
    clear: () => mutation.reset(),
  };
}
