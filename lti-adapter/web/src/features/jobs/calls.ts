// Reading the job structure of an organisation, and its levels and presence in words.
import { useQuery } from "@tanstack/react-query";
import { JobRole_Presence as Presence, type JobRole } from "../../gen/driehoek/v1/job_role_pb";
import { JobStructureService } from "../../gen/driehoek/v1/job_structure_service_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import type { Tone } from "../../shared/ui/status";

export { JobRole_Presence as Presence } from "../../gen/driehoek/v1/job_role_pb";

export function useJobRoles(organisation: string) {
  const client = useClient(JobStructureService);
  return useQuery({ queryKey: ["jobRoles", organisation], queryFn: () => allPages((pageToken) => client.listJobRoles({ parent: organisation, pageSize: 500, pageToken }), (page) => page.jobRoles), enabled: organisation !== "" });
}

/** The level of an associate degree in the Dutch qualifications framework. */
export const adLevel = 5;

export function levelOf({ level }: JobRole): number {
  return level === 0 ? adLevel : level;
}

/** The level of an associate degree first, since the page is about that; within a level by title, as the server gives them. */
export function adFirst(roles: readonly JobRole[]): JobRole[] {
  return [...roles].sort((a, b) => Number(levelOf(b) === adLevel) - Number(levelOf(a) === adLevel) || levelOf(a) - levelOf(b));
}

export const levelKey = { 1: "job.level1", 2: "job.level2", 3: "job.level3", 4: "job.level4", 5: "job.level5", 6: "job.level6", 7: "job.level7", 8: "job.level8" } as const;
export type Level = keyof typeof levelKey;
export const levels = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Level[];

export function levelKeyOf(role: JobRole): (typeof levelKey)[Level] {
  return levelKey[levels.find((level) => level === levelOf(role)) ?? adLevel];
}

export const presenceKey = { [Presence.PRESENCE_UNSPECIFIED]: "job.absent", [Presence.PRESENT]: "job.present", [Presence.PLANNED]: "job.planned", [Presence.ABSENT]: "job.absent" } as const;
export const presenceTone: Record<Presence, Tone> = { [Presence.PRESENCE_UNSPECIFIED]: "note", [Presence.PRESENT]: "ok", [Presence.PLANNED]: "wait", [Presence.ABSENT]: "note" };
export const presences = [Presence.PRESENT, Presence.PLANNED, Presence.ABSENT] as const;
