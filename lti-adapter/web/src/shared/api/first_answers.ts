// What the server answered before the page was sent: the calls of the first screen find their answers in the page itself. Each
// is given once and only in the role that the session began in; a call that is not there goes to the server as always.
import { fromJson, toJson, type JsonValue } from "@bufbuild/protobuf";
import { type Interceptor, type UnaryRequest } from "@connectrpc/connect";
import type { SessionStore } from "./session";

export interface FirstAnswer {
  readonly method: string;
  readonly request: JsonValue;
  readonly answer: JsonValue;
}

/** The answer to this very request; undefined when it is another one, or of a server that says it otherwise. */
function answerTo(request: UnaryRequest, { method, request: asked, answer }: FirstAnswer) {
  const { input, output, parent, name } = request.method;
  if (method !== `/${parent.typeName}/${name}`) return undefined;
  try {
    const same = JSON.stringify(toJson(input, fromJson(input, asked))) === JSON.stringify(toJson(input, request.message));
    if (!same) return undefined;
    return fromJson(output, answer, { ignoreUnknownFields: true });
  } catch {
    return undefined;
  }
}

export function firstAnswersInterceptor(store: SessionStore, answers: readonly FirstAnswer[]): Interceptor {
  const left = new Set(answers);
  return (next) => async (request) => {
    if (left.size === 0 || request.stream) return next(request);
    const { role, firstRole } = store.get();
    if (role !== firstRole) left.clear();
    for (const one of left) {
      const message = answerTo(request, one);
      if (message === undefined) continue;
      left.delete(one);
      return { stream: false, service: request.service, method: request.method, header: new Headers(), trailer: new Headers(), message };
    }
    return next(request);
  };
}
