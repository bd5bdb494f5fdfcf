// Matching rounds: short names of the contract, and reading them. Loaded by the places that show rounds, never at the start.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { MatchingService } from "../gen/driehoek/v1/matching_service_pb";
import { MatchRun_State as RunState, type MatchingRound, type RoundPlace } from "../gen/driehoek/v1/matching_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";

export { MatchingService };
export { roundHref } from "./round_href";
export {
  Allocation_Reason_Cause as Cause, Allocation_Reason_Tie as Tie, Allocation_State as AllocationState, MatchingRound_Rule as Rule, MatchingRound_State as RoundState,
  MatchRun_State as RunState, RoundPlace_Exclusion_Ground as Ground, RoundPlace_Mismatch as Mismatch,
} from "../gen/driehoek/v1/matching_pb";
export { AnswerPlaceRequest_Answer as Answer } from "../gen/driehoek/v1/matching_service_pb";
export type { Allocation, Allocation_Reason as Reason, GeoPoint, MatchingRound, MatchRun, Participant, RoundPlace } from "../gen/driehoek/v1/matching_pb";

const pageSize = 500;

export function useRounds() {
  const client = useClient(MatchingService);
  const parent = `institutions/${useSession().institution}`;
  return useQuery({
    queryKey: ["rounds", parent],
    queryFn: () => allPages((pageToken) => client.listMatchingRounds({ parent, pageSize, pageToken }), (page) => page.matchingRounds),
  });
}

export function useRound(name: string) {
  const client = useClient(MatchingService);
  return useQuery({ queryKey: ["round", name], queryFn: () => client.getMatchingRound({ name }) });
}

export function usePlaces(round: string) {
  const client = useClient(MatchingService);
  return useQuery({
    queryKey: ["round", round, "places"],
    queryFn: () => allPages((pageToken) => client.listRoundPlaces({ parent: round, pageSize, pageToken }), (page) => page.places),
  });
}

export function useParticipants(round: string) {
  const client = useClient(MatchingService);
  return useQuery({
    queryKey: ["round", round, "participants"],
    queryFn: () => allPages((pageToken) => client.listParticipants({ parent: round, pageSize, pageToken }), (page) => page.participants),
  });
}

/** Asks again every second while one of the runs is being worked out. */
export function useRuns(round: string) {
  const client = useClient(MatchingService);
  return useQuery({
    queryKey: ["round", round, "runs"],
    queryFn: () => allPages((pageToken) => client.listMatchRuns({ parent: round, pageSize, pageToken }), (page) => page.runs),
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === RunState.RUNNING) ? 1000 : false),
  });
}

export function useAllocations(run: string) {
  const client = useClient(MatchingService);
  return useQuery({
    queryKey: ["allocations", run],
    queryFn: () => allPages((pageToken) => client.listAllocations({ parent: run, pageSize, pageToken }), (page) => page.allocations),
    enabled: run !== "",
    staleTime: 300_000,
  });
}

/** Puts an answered round in the cache and lets what hangs on it be read anew. */
export function keepRound(cache: QueryClient, round: MatchingRound): void {
  cache.setQueryData(["round", round.name], round);
  refreshRound(cache, round.name);
}

export function refreshRound(cache: QueryClient, round: string): void {
  for (const queryKey of [["round", round], ["rounds"], ["ownRounds"]]) void cache.invalidateQueries({ queryKey });
}

/** "institutions/x/matchingRounds/y/..." -> the name of the round. */
export function roundOf(name: string): string {
  return name.split("/").slice(0, 4).join("/");
}

export function placeName(place: RoundPlace | undefined): string {
  const labels = place?.labels;
  return labels === undefined ? "" : labels.workplace === "" ? labels.organisation : `${labels.organisation}, ${labels.workplace}`;
}

/** The name of a group as people say it; its code when the round does not know it. */
export function groupName(round: MatchingRound, code: string): string {
  return round.groups.find((group) => group.code === code)?.displayName ?? code;
}

/** What a run is called beside the others: A, B, ... Z, AA. */
export function letterOf(index: number): string {
  return (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}
