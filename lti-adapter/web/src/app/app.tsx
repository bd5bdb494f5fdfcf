// Puts the places together: providers, the bar, one place at a time, and what is shown when a place breaks.
import type { Transport } from "@connectrpc/connect";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { ApiProvider, useSession, useSessionStore } from "../shared/api/hooks";
import { problemOf } from "../shared/api/errors";
import type { SessionStore } from "../shared/api/session";
import { navigate } from "../shared/frame/router";
import { makeWords, useWords, WordsProvider } from "../shared/i18n/context";
import { loadTable, type Lang, type Table } from "../shared/i18n/table";
import { Message } from "../shared/ui/status";
import { ToastPlace } from "../shared/ui/toast";
import { Bar } from "./bar";
import { Place } from "./places";

interface Props {
  readonly transport: Transport;
  readonly store: SessionStore;
  readonly table: Table;
  /** With what was read before the page was drawn. */
  readonly cache?: QueryClient;
  /** For tests: what time it is. */
  readonly now?: () => Date;
}

/** Errors of the server's rules are final; only a lost line is tried again. */
function again(count: number, error: unknown): boolean {
  const { reason, code } = problemOf(error);
  return reason === "" && (code === 14 || code === 4 || code === 2) && count < 2;
}

export function makeCache(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: again, refetchOnWindowFocus: true }, mutations: { retry: false } } });
}

export function App({ transport, store, table, cache: given, now }: Props) {
  const cache = useMemo(() => given ?? makeCache(), []);
  return (
    <QueryClientProvider client={cache}>
      <ApiProvider transport={transport} store={store}>
        <Inside table={table} now={now} cache={cache} />
      </ApiProvider>
    </QueryClientProvider>
  );
}

function Inside({ table: first, now, cache }: { table: Table; now: (() => Date) | undefined; cache: QueryClient }) {
  const store = useSessionStore();
  const session = useSession();
  const [expired, setExpired] = useState(store.expired);
  const [table, setTable] = useState(first);
  const [lang, setLang] = useState<Lang>(session.locale);
  useEffect(() => store.subscribe(() => setExpired(store.expired)), [store]);
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  const choose = useCallback((wanted: Lang) => {
    void loadTable(wanted, store.get().kind === "guest" ? "guest" : "staff").then((loaded) => {
      setTable(loaded);
      setLang(wanted);
    });
  }, [store]);
  const switchRole = useCallback((role: string) => {
    store.change({ role });
    cache.clear();
    navigate("#/");
  }, [store, cache]);
  const zone = session.selves[session.institution]?.institution?.timeZone || "Europe/Amsterdam";
  const words = useMemo(() => makeWords(lang, table, zone, now), [lang, table, zone, now]);
  return (
    <WordsProvider words={words}>
      <ToastPlace>
        <SkipLink />
        <Bar onLang={choose} onRole={switchRole} />
        <main id="main" class={session.kind === "guest" ? "gu" : ""}>
          {expired && <Message tone="stop" alert><p>{words.t(session.kind === "guest" ? "err.guest" : "err.lms")}</p></Message>}
          <Place key={session.role} />
        </main>
      </ToastPlace>
    </WordsProvider>
  );
}

function SkipLink() {
  const { t } = useWords();
  return (
    <a class="skip" href="#main" onClick={(event) => {
      event.preventDefault();
      const heading = document.querySelector<HTMLElement>("main h1") ?? document.getElementById("main");
      if (heading === null) return;
      heading.tabIndex = -1;
      heading.focus();
    }}>{t("frame.skip")}</a>
  );
}
