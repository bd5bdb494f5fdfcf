// Reading conflicts of interest, and which of them the page is about.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { ConflictOfInterest_State as ConflictState, type ConflictOfInterest } from "../../gen/driehoek/v1/conflict_pb";
import { ConflictService } from "../../gen/driehoek/v1/conflict_service_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { useRoute } from "../../shared/frame/router";
import { useParent } from "../../triangle/directory";

export function useConflicts() {
  const client = useClient(ConflictService);
  const parent = useParent();
  return useQuery({ queryKey: ["conflicts", parent], queryFn: () => allPages((pageToken) => client.listConflictsOfInterest({ parent, pageSize: 500, pageToken }), (page) => page.conflictsOfInterest) });
}

export function refreshConflicts(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: ["conflicts"] });
}

export function isRunning({ state }: ConflictOfInterest): boolean {
  return state === ConflictState.RUNNING;
}

/** What holds first; within each the newest first, as the server gives them. */
export function runningFirst(conflicts: readonly ConflictOfInterest[]): ConflictOfInterest[] {
  return [...conflicts.filter(isRunning), ...conflicts.filter((one) => !isRunning(one))];
}

/** Names that the address asks about; empty where it asks about all. */
export interface About {
  readonly student: string;
  readonly organisation: string;
}

export function useAbout(): About {
  const { query } = useRoute();
  const parent = useParent();
  const named = (key: "student" | "organisation", collection: string) => (query.get(key) ? `${parent}/${collection}/${query.get(key) ?? ""}` : "");
  return { student: named("student", "persons"), organisation: named("organisation", "organisations") };
}

export function isAbout({ student, organisation }: ConflictOfInterest, about: About): boolean {
  return (about.student === "" || about.student === student) && (about.organisation === "" || about.organisation === organisation);
}
