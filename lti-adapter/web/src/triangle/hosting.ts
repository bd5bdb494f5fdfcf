// Short names for the yearly question whether an organisation hosts students, its words, and reading the answers.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { HostingIntent_Answer as Hosting, HostingIntent_Reason as HostingReason } from "../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../gen/driehoek/v1/capacity_service_pb";
import { useClient } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import type { Day } from "../shared/i18n/dates";
import type { Tone } from "../shared/ui/status";
import { useParent } from "./directory";

export { HostingIntent_Answer as Hosting, HostingIntent_Reason as HostingReason } from "../gen/driehoek/v1/capacity_pb";
export type { HostingIntent } from "../gen/driehoek/v1/capacity_pb";
export { CapacityService } from "../gen/driehoek/v1/capacity_service_pb";

export const answers = [Hosting.YES, Hosting.FEWER, Hosting.NO] as const;

export const answerKey = {
  [Hosting.ANSWER_UNSPECIFIED]: "host.not_yet",
  [Hosting.NOT_YET]: "host.not_yet",
  [Hosting.YES]: "host.yes",
  [Hosting.FEWER]: "host.fewer",
  [Hosting.NO]: "host.no",
} as const;

export const answerTone: Record<Hosting, Tone> = { [Hosting.ANSWER_UNSPECIFIED]: "note", [Hosting.NOT_YET]: "wait", [Hosting.YES]: "ok", [Hosting.FEWER]: "warn", [Hosting.NO]: "stop" };

export const reasons = [
  HostingReason.NO_SUPERVISOR_TIME, HostingReason.NO_SUITABLE_TASKS, HostingReason.REORGANISATION, HostingReason.OTHER_PROGRAMMES_FIRST,
  HostingReason.EARLIER_EXPERIENCE, HostingReason.TRAVEL, HostingReason.OTHER,
] as const;

export const reasonKey = {
  [HostingReason.REASON_UNSPECIFIED]: "hostwhy.other",
  [HostingReason.NO_SUPERVISOR_TIME]: "hostwhy.time",
  [HostingReason.NO_SUITABLE_TASKS]: "hostwhy.tasks",
  [HostingReason.REORGANISATION]: "hostwhy.reorganisation",
  [HostingReason.OTHER_PROGRAMMES_FIRST]: "hostwhy.others",
  [HostingReason.EARLIER_EXPERIENCE]: "hostwhy.experience",
  [HostingReason.TRAVEL]: "hostwhy.travel",
  [HostingReason.OTHER]: "hostwhy.other",
} as const;

/** "2026-2027" */
export function studyYear(year: number): string {
  return `${year}-${year + 1}`;
}

/** First calendar year of the study year that comes: it begins in September. */
export function comingYear({ year, month }: Day): number {
  return month < 9 ? year : year + 1;
}

export function useIntents(year: number) {
  const client = useClient(CapacityService);
  const parent = useParent();
  return useQuery({ queryKey: ["intents", parent, year], queryFn: () => allPages((pageToken) => client.listHostingIntents({ parent, year, pageSize: 500, pageToken }), (page) => page.hostingIntents) });
}

export function useIntent(name: string) {
  const client = useClient(CapacityService);
  return useQuery({ queryKey: ["intent", name], queryFn: () => client.getHostingIntent({ name }) });
}

export function refreshIntents(cache: QueryClient): void {
  for (const key of ["intents", "intent", "asks"]) void cache.invalidateQueries({ queryKey: [key] });
}
