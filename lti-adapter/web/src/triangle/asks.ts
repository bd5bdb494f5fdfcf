// What waits for the employer's side beside agreements. Those contracts are loaded when this is asked, after the first picture.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { useSession, useTransport } from "../shared/api/hooks";
import { personNames } from "../shared/api/session";
import { useWords } from "../shared/i18n/context";
import type { Ask } from "./asks_read";

export function useAsks() {
  const transport = useTransport();
  const { lang, dates } = useWords();
  const session = useSession();
  const institutions = Object.keys(session.selves);
  return useQuery({
    queryKey: ["asks", institutions, lang],
    queryFn: async () => (await import("./asks_read")).readAsks(transport, institutions, lang, dates, personNames(session), session.role),
  });
}

/** What was answered and is on its way is asked no longer. */
export function dropAsk(cache: QueryClient, href: string): void {
  cache.setQueriesData<Ask[]>({ queryKey: ["asks"] }, (list) => list?.filter((ask) => ask.href !== href));
}
