// Short names for the contract of evidence, reading it, and what several screens know of it.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { EvidenceItem_State as EvidenceState, type EvidenceItem, type EvidenceItem_Version } from "../gen/driehoek/v1/evidence_pb";
import { EvidenceService } from "../gen/driehoek/v1/evidence_service_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";

export { EvidenceItem_Confirmation_Kind as ConfirmationKind, EvidenceItem_State as EvidenceState, EvidenceProfile_Criterion as Criterion } from "../gen/driehoek/v1/evidence_pb";
export type { EvidenceFile, EvidenceItem, EvidenceItem_Content as EvidenceContent, EvidenceItem_Version as EvidenceVersion, EvidenceProfile, OutcomeProgress, OutcomeProgress_Row as ProgressRow } from "../gen/driehoek/v1/evidence_pb";
export { EvidenceService } from "../gen/driehoek/v1/evidence_service_pb";

/** Items within reach at every institution of the session, newest first. */
export function useEvidence() {
  const client = useClient(EvidenceService);
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["evidence", institutions],
    queryFn: async () => (await Promise.all(institutions.map((institution) => allPages(
      (pageToken) => client.listEvidenceItems({ parent: `institutions/${institution}`, pageSize: 500, pageToken }),
      (page) => page.evidenceItems,
    )))).flat(),
  });
}

/** Items of one placement, newest first. */
export function useEvidenceOf(placement: string) {
  const client = useClient(EvidenceService);
  const parent = placement.split("/").slice(0, 2).join("/");
  return useQuery({
    queryKey: ["evidence", "of", placement],
    queryFn: () => allPages((pageToken) => client.listEvidenceItems({ parent, pageSize: 500, pageToken, placement }), (page) => page.evidenceItems),
    enabled: placement !== "",
  });
}

export function useOutcomeProgress(placement: string) {
  const client = useClient(EvidenceService);
  return useQuery({ queryKey: ["outcomeProgress", placement], queryFn: () => client.getOutcomeProgress({ name: `${placement}/outcomeProgress` }), enabled: placement !== "" });
}

export function useEvidenceProfile(placement: string) {
  const client = useClient(EvidenceService);
  return useQuery({ queryKey: ["evidenceProfile", placement], queryFn: () => client.getEvidenceProfile({ name: `${placement}/evidenceProfile` }), enabled: placement !== "" });
}

/** First parts of the query keys of the lists that hold an item, and of what is counted of them. */
export const evidenceKeys = ["evidence", "outcomeProgress", "evidenceProfile", "asks"] as const;

/** After an act: these are read anew. */
export function refreshEvidence(cache: QueryClient): void {
  for (const key of evidenceKeys) void cache.invalidateQueries({ queryKey: [key] });
}

export function evidenceHref(placement: string, item?: string): string {
  const [, institution, , id] = placement.split("/");
  return `#/evidence/${institution ?? ""}/${id ?? ""}${item === undefined ? "" : `?item=${item.split("/").pop() ?? ""}`}`;
}

export function newestVersion(item: EvidenceItem): EvidenceItem_Version | undefined {
  return item.versions[item.versions.length - 1];
}

/** What the supervisor has still to look at, the oldest question first. */
export function waiting(items: readonly EvidenceItem[]): EvidenceItem[] {
  const since = (item: EvidenceItem) => newestVersion(item)?.request?.requestTime?.seconds ?? 0n;
  return items.filter(({ state }) => state === EvidenceState.CONFIRMATION_REQUESTED).sort((a, b) => Number(since(a) - since(b)));
}

/** What the student can ask the supervisor to confirm. */
export function canBeAsked({ state }: EvidenceItem): boolean {
  return state === EvidenceState.LINKED || state === EvidenceState.DISPUTED || state === EvidenceState.UNVERIFIED;
}

/** Whether the student may still change it. */
export function isOpen({ state }: EvidenceItem): boolean {
  return state !== EvidenceState.USED && state !== EvidenceState.ARCHIVED;
}

export const evidenceKey = {
  [EvidenceState.STATE_UNSPECIFIED]: "evst.added",
  [EvidenceState.ADDED]: "evst.added",
  [EvidenceState.LINKED]: "evst.linked",
  [EvidenceState.CONFIRMATION_REQUESTED]: "evst.requested",
  [EvidenceState.CONFIRMED]: "evst.confirmed",
  [EvidenceState.DISPUTED]: "evst.disputed",
  [EvidenceState.UNVERIFIED]: "evst.unverified",
  [EvidenceState.USED]: "evst.used",
  [EvidenceState.ARCHIVED]: "evst.archived",
} as const;

export const evidenceTone: Record<EvidenceState, Tone> = {
  [EvidenceState.STATE_UNSPECIFIED]: "note", [EvidenceState.ADDED]: "note", [EvidenceState.LINKED]: "note", [EvidenceState.CONFIRMATION_REQUESTED]: "wait",
  [EvidenceState.CONFIRMED]: "ok", [EvidenceState.DISPUTED]: "stop", [EvidenceState.UNVERIFIED]: "warn", [EvidenceState.USED]: "ok", [EvidenceState.ARCHIVED]: "note",
};

/** Why the item is as it is, and what that means, in a sentence. */
export function evidenceWhy({ t, dates }: Words, item: EvidenceItem): string {
  const version = newestVersion(item);
  const supervisor = item.labels?.supervisor || t("evwho.supervisor");
  const due = version?.request?.dueDate;
  const said = version?.confirmation;
  const day = said?.confirmTime ? dates.day(dates.dayOf(said.confirmTime)) : "";
  switch (item.state) {
    case EvidenceState.LINKED: return t(item.confirmationLapsed ? "evwhy.lapsed" : "evwhy.linked");
    case EvidenceState.CONFIRMATION_REQUESTED: return due ? t("evwhy.requested", { name: supervisor, date: dates.day(due) }) : t("evwhy.asked", { name: supervisor });
    case EvidenceState.CONFIRMED: return day === "" ? t("evwhy.confirmed_by", { name: supervisor }) : t("evwhy.confirmed", { name: supervisor, date: day });
    case EvidenceState.DISPUTED: return t("evwhy.disputed", { name: supervisor, reason: said?.reason ?? "" });
    case EvidenceState.UNVERIFIED: return t("evwhy.unverified", { name: supervisor });
    case EvidenceState.USED: return t("evwhy.used");
    case EvidenceState.ARCHIVED: return t("evwhy.archived");
    default: return t("evwhy.added");
  }
}

/** How large a file is, for people: "340 kB", "2,1 MB". */
export function sizeText({ lang }: Words, bytes: bigint | number): string {
  const kilo = Number(bytes) / 1000;
  const [figure, unit] = kilo < 1000 ? [Math.max(1, Math.round(kilo)), "kB"] : [Math.round(kilo / 100) / 10, "MB"];
  return `${figure.toLocaleString(lang === "nl" ? "nl-NL" : "en-GB")} ${unit}`;
}
