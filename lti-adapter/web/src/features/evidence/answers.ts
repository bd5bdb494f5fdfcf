// What a supervisor says of a bundle, as the calls that the service takes. Pure.
import { fromJson } from "@bufbuild/protobuf";
import { ConfirmEvidenceItemsRequestSchema, DisputeEvidenceItemRequestSchema } from "../../gen/driehoek/v1/evidence_service_pb";
import type { Item } from "../../shared/offline/outbox";
import { EvidenceService, type EvidenceItem } from "../../triangle/evidence";

/** "later": cannot say; nothing is sent and it stays in the bundle. */
export type Said = "yes" | "no" | "later";

export interface Answer {
  readonly said: Said;
  /** Why it is not so. */
  readonly reason: string;
}

/** By `answerKey`: what was said of one version does not count for the next. */
export type Answers = Readonly<Record<string, Answer | undefined>>;

export function answerKey({ name, etag }: { readonly name: string; readonly etag: string }): string {
  return `${name} ${etag}`;
}

export interface Bundle {
  /** Confirmed ones of one institution at a time: one call each, all or none. */
  readonly confirm: readonly { readonly parent: string; readonly items: readonly EvidenceItem[] }[];
  readonly dispute: readonly { readonly item: EvidenceItem; readonly reason: string }[];
  /** How many are confirmed, and how many are not so. */
  readonly yes: number;
  readonly no: number;
  /** A dispute without a reason. */
  readonly lacking: readonly EvidenceItem[];
}

/** As many as one call takes. */
const most = 50;

export function bundleOf(items: readonly EvidenceItem[], answers: Answers): Bundle {
  const confirm: { parent: string; items: EvidenceItem[] }[] = [];
  const dispute: { item: EvidenceItem; reason: string }[] = [];
  for (const item of items) {
    const answer = answers[answerKey(item)];
    if (answer?.said === "no") dispute.push({ item, reason: answer.reason.trim() });
    if (answer?.said !== "yes") continue;
    const parent = item.name.split("/").slice(0, 2).join("/");
    const call = confirm.find((one) => one.parent === parent && one.items.length < most);
    if (call === undefined) confirm.push({ parent, items: [item] });
    else call.items.push(item);
  }
  return { confirm, dispute, yes: confirm.flatMap((call) => call.items).length, no: dispute.length, lacking: dispute.filter(({ reason }) => reason === "").map(({ item }) => item) };
}

/** What calls that were kept on the device say; calls about something else say nothing. */
export function answersIn(calls: readonly Pick<Item, "service" | "method" | "request">[]): Answers {
  return Object.fromEntries(calls.flatMap(({ service, method, request }): [string, Answer][] => {
    if (service !== EvidenceService.typeName) return [];
    if (method === EvidenceService.method.confirmEvidenceItems.name) return fromJson(ConfirmEvidenceItemsRequestSchema, request).items.map((one) => [answerKey(one), { said: "yes", reason: "" }]);
    if (method !== EvidenceService.method.disputeEvidenceItem.name) return [];
    const one = fromJson(DisputeEvidenceItemRequestSchema, request);
    return [[answerKey(one), { said: "no", reason: one.reason }]];
  }));
}

/** Answers as a page kept them; what is none is left out. */
export function readAnswers(text: string): Answers {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]: [string, unknown]): [string, Answer][] => {
    if (typeof one !== "object" || one === null) return [];
    const said: unknown = Reflect.get(one, "said");
    const reason: unknown = Reflect.get(one, "reason");
    return (said === "yes" || said === "no" || said === "later") && typeof reason === "string" ? [[key, { said, reason }]] : [];
  }));
}
