// The outbox of the page, one for all parts. An answer that may wait for the network is given to it instead of to the client:
//
//   const { send, view } = useOutbox();
//   await send(RhythmService, "answerPulse", create(AnswerPulseRequestSchema, { ... }), { owner, slot: `pulse ${placement}`, touches: ["pulseDue"] });
//   const waits = view.waiting.some(({ slot }) => slot === `pulse ${placement}`);
//
// `send` resolves when the call is kept on the device; the request id is filled in. `owner` is `ownerAt(session, name)`, the person at
// the institution of what the call is about. Another service is named in services.ts first. <SendState /> says in words how it stands;
// it also takes up what an earlier page left, so a home shows it. What is still being typed is kept by useDraft (drafts.ts).
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "preact/hooks";
import type { Transport } from "@connectrpc/connect";
import { useSessionStore, useTransport } from "../api/hooks";
import { institutionOf, personNames, type Session, type SessionStore } from "../api/session";
import { Outbox, type Item, type OutboxView } from "./outbox";
import { openShelf } from "./shelf";

const outboxes = new WeakMap<Transport, Promise<Outbox>>();

async function open(transport: Transport, store: SessionStore, cache: QueryClient): Promise<Outbox> {
  const outbox = new Outbox({
    shelf: await openShelf<Item>("outbox"),
    transport,
    owners: () => personNames(store.get()),
    answered: ({ touches }) => {
      for (const key of touches) void cache.invalidateQueries({ queryKey: [key] });
    },
  });
  window.addEventListener("online", () => outbox.online());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && outbox.online());
  await outbox.start();
  return outbox;
}

export function ownerAt({ selves }: Session, name: string): string {
  return selves[institutionOf(name)]?.person?.name ?? "";
}

const empty: OutboxView = { waiting: [], refused: [], sent: [], sending: false, offline: false, closed: false, sentAt: undefined, lasting: false };

export interface OutboxOfPage {
  readonly view: OutboxView;
  readonly send: Outbox["send"];
  readonly drop: Outbox["drop"];
  readonly retry: Outbox["retry"];
}

export function useOutbox(): OutboxOfPage {
  const transport = useTransport();
  const store = useSessionStore();
  const cache = useQueryClient();
  let opening = outboxes.get(transport);
  if (opening === undefined) outboxes.set(transport, (opening = open(transport, store, cache)));
  const [view, setView] = useState<OutboxView>(empty);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let here = true;
    void opening.then((outbox) => {
      if (!here) return;
      stop = outbox.subscribe(() => setView(outbox.view));
      setView(outbox.view);
    });
    return () => {
      here = false;
      stop?.();
    };
  }, [opening]);
  return {
    view,
    send: async (...call) => (await opening).send(...call),
    drop: async (id) => (await opening).drop(id),
    retry: async (id) => (await opening).retry(id),
  };
}
