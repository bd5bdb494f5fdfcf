// The one transport. It adds the key to each call and notices when the key no longer works.
import { Code, ConnectError, createClient, type Client, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import type { DescService } from "@bufbuild/protobuf";
import { firstAnswersInterceptor, type FirstAnswer } from "./first_answers";
import { institutionOf, type SessionStore } from "./session";

function addressed(message: unknown): string {
  if (typeof message !== "object" || message === null) return "";
  for (const field of ["parent", "name"] as const) {
    const value: unknown = Reflect.get(message, field);
    if (typeof value === "string" && value.startsWith("institutions/")) return institutionOf(value);
  }
  return "";
}

/** Sets token, role and institution; turns UNAUTHENTICATED into an expired session. */
export function sessionInterceptor(store: SessionStore): Interceptor {
  return (next) => async (request) => {
    const session = store.get();
    request.header.set("Authorization", `Bearer ${session.token}`);
    if (session.role !== session.firstRole) request.header.set("Driehoek-Role", session.role);
    if (session.kind === "guest" && Object.keys(session.selves).length > 1 && !request.header.has("Driehoek-Institution")) {
      const institution = request.stream ? "" : addressed(request.message);
      if (institution !== "") request.header.set("Driehoek-Institution", institution);
    }
    try {
      return await next(request);
    } catch (problem) {
      if (ConnectError.from(problem).code === Code.Unauthenticated) store.expire();
      throw problem;
    }
  };
}

export function browserTransport(store: SessionStore, first: readonly FirstAnswer[]): Transport {
  return createConnectTransport({
    baseUrl: window.location.origin,
    useBinaryFormat: false,
    defaultTimeoutMs: 30_000,
    interceptors: [firstAnswersInterceptor(store, first), sessionInterceptor(store)],
  });
}

const clients = new WeakMap<Transport, Map<DescService, unknown>>();

/** One client per service and transport, made when first asked for. */
export function clientOf<S extends DescService>(transport: Transport, service: S): Client<S> {
  let known = clients.get(transport);
  if (known === undefined) clients.set(transport, (known = new Map()));
  let client = known.get(service);
  if (client === undefined) known.set(service, (client = createClient(service, transport)));
  // Only clients of this very service are stored under it. Two may share a type name, each with a part of the methods.
  return client as Client<S>;
}
