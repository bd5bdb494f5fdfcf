// What a supervisor says of a bundle, as the calls that the service takes. Pure.
import type { EvidenceItem } from "../../triangle/evidence";

/** "later": cannot say; nothing is sent and it stays in the bundle. */
export type Said = "yes" | "no" | "later";

export interface Answer {
  readonly said: Said;
  /** Why it is not so. */
  readonly reason: string;
}

export type Answers = Readonly<Record<string, Answer | undefined>>;

export interface Bundle {
  /** Confirmed ones, by institution: one call each, all or none. */
  readonly confirm: ReadonlyMap<string, readonly EvidenceItem[]>;
  readonly dispute: readonly { readonly item: EvidenceItem; readonly reason: string }[];
  /** How many are confirmed, and how many are not so. */
  readonly yes: number;
  readonly no: number;
  /** A dispute without a reason. */
  readonly lacking: readonly EvidenceItem[];
}

export function bundleOf(items: readonly EvidenceItem[], answers: Answers): Bundle {
  const confirm = new Map<string, EvidenceItem[]>();
  const dispute: { item: EvidenceItem; reason: string }[] = [];
  for (const item of items) {
    const answer = answers[item.name];
    if (answer?.said === "no") dispute.push({ item, reason: answer.reason.trim() });
    if (answer?.said !== "yes") continue;
    const institution = item.name.split("/").slice(0, 2).join("/");
    confirm.set(institution, [...(confirm.get(institution) ?? []), item]);
  }
  return { confirm, dispute, yes: [...confirm.values()].flat().length, no: dispute.length, lacking: dispute.filter(({ reason }) => reason === "").map(({ item }) => item) };
}
