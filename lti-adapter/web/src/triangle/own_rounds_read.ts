// Reads the rounds of a student with the own part in those that are open or published.
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type Client, type Transport } from "@connectrpc/connect";
import { clientOf } from "../shared/api/client";
import { MatchingService } from "../gen/driehoek/v1/matching_service_pb";
import { Allocation_State as AllocationState, MatchingRound_State as RoundState, type MatchingRound } from "../gen/driehoek/v1/matching_pb";
import { roundHref } from "./round_href";

/** What a round asks of the student now; nothing when it waits for others. */
export type RoundAsk =
  | { readonly kind: "rank"; readonly due: Timestamp | undefined }
  | { readonly kind: "answer"; readonly due: Timestamp | undefined; readonly organisation: string };

export interface OwnRound {
  readonly name: string;
  readonly displayName: string;
  readonly href: string;
  readonly ask: RoundAsk | undefined;
}

async function askOf(client: Client<typeof MatchingService>, round: MatchingRound): Promise<RoundAsk | undefined> {
  if (round.state !== RoundState.PREFERENCES_OPEN && round.state !== RoundState.PUBLISHED) return undefined;
  const own = (await client.listParticipants({ parent: round.name, pageSize: 1 })).participants[0];
  if (own === undefined) return undefined;
  if (round.state === RoundState.PREFERENCES_OPEN) return own.submitTime === undefined ? { kind: "rank", due: round.preferencesDueTime } : undefined;
  const got = own.allocation;
  if (got?.state !== AllocationState.OFFERED) return undefined;
  const wished = got.reasons.find((reason) => reason.place === got.place)?.organisationDisplayName;
  // Who was moved may have a place that was no wish.
  const organisation = wished ?? (await client.getRoundPlace({ name: got.place })).labels?.organisation ?? "";
  return { kind: "answer", due: got.answerDueTime, organisation };
}

export async function readOwnRounds(transport: Transport, parent: string): Promise<OwnRound[]> {
  const client = clientOf(transport, MatchingService);
  let rounds: MatchingRound[];
  try {
    rounds = (await client.listMatchingRounds({ parent, pageSize: 500 })).matchingRounds;
  } catch (problem) {
    // A service of before the rounds has none.
    if (ConnectError.from(problem).code === Code.Unimplemented) return [];
    throw problem;
  }
  return Promise.all(rounds.map(async (round) => ({ name: round.name, displayName: round.displayName, href: roundHref(round.name), ask: await askOf(client, round) })));
}
