// A guest of several institutions is a person in each: asks each who that is, so that one page can join the answers.
import type { Transport } from "@connectrpc/connect";
import { clientOf } from "./client";
import type { SessionStore } from "./session";

/** An institution that does not answer is left out; the others still show. */
export async function joinInstitutions(transport: Transport, store: SessionStore, institutions: readonly string[]): Promise<void> {
  const unknown = institutions.filter((institution) => store.get().selves[institution] === undefined);
  if (unknown.length === 0) return;
  const { AccessService } = await import("../../gen/driehoek/v1/access_service_pb");
  const client = clientOf(transport, AccessService);
  const answers = await Promise.allSettled(unknown.map(async (institution) => [institution, await client.getSelf({}, { headers: { "Driehoek-Institution": institution } })] as const));
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  if (found.length > 0) store.change({ selves: { ...store.get().selves, ...Object.fromEntries(found) } });
}
