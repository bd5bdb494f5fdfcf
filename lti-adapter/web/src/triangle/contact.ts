// Short names for the contract of contact, reading it, and how fresh each side of a triangle is.
import { useQuery, type QueryClient } from "@tanstack/react-query";
import { ContactMoment_Edge as Edge, type ContactOverview_EdgeContact as EdgeContact } from "../gen/driehoek/v1/contact_pb";
import { ContactService } from "../gen/driehoek/v1/contact_service_pb";
import { useClient } from "../shared/api/hooks";
import { institutionOf } from "../shared/api/session";
import { allPages } from "../shared/api/pages";
import { Party } from "./check_ins";

export { ContactMoment_Edge as Edge, ContactMoment_Kind as ContactKind, ContactOverview_PlannedContact_Cause as PlannedCause, ContactOverview_PlannedContact_Standing as ContactStanding } from "../gen/driehoek/v1/contact_pb";
export type { ContactMoment, ContactOverview, ContactOverview_EdgeContact as EdgeContact, ContactOverview_PlannedContact as PlannedContact } from "../gen/driehoek/v1/contact_pb";
export { ContactService } from "../gen/driehoek/v1/contact_service_pb";

export function useContactOverview(placement: string) {
  const client = useClient(ContactService);
  return useQuery({ queryKey: ["contact", "overview", placement], queryFn: () => client.getContactOverview({ name: `${placement}/contactOverview` }), enabled: placement !== "" });
}

/** Contact moments of a placement, newest first. */
export function useContactMoments(placement: string) {
  const client = useClient(ContactService);
  return useQuery({
    queryKey: ["contact", "moments", placement],
    queryFn: () => allPages((pageToken) => client.listContactMoments({ parent: `institutions/${institutionOf(placement)}`, placement, pageSize: 500, pageToken }), (page) => page.contactMoments),
    enabled: placement !== "",
  });
}

export function refreshContact(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: ["contact"] });
}

/** full: fresh; dash: 75 % of the policy's silence; dot: past it; none: no contact yet. */
export type Line = "full" | "dash" | "dot" | "none";

export function lineOf({ silentDays, silenceWeeks, lastContactDate }: Pick<EdgeContact, "silentDays" | "silenceWeeks" | "lastContactDate">): Line {
  const limit = silenceWeeks * 7;
  if (limit > 0 && silentDays > limit) return "dot";
  if (lastContactDate === undefined) return "none";
  return limit > 0 && silentDays * 4 >= limit * 3 ? "dash" : "full";
}

/** The two parties of a side. */
export const edgeParties = {
  [Edge.EDGE_UNSPECIFIED]: [Party.STUDENT, Party.TEACHER],
  [Edge.PROGRAMME_STUDENT]: [Party.STUDENT, Party.TEACHER],
  [Edge.PROGRAMME_WORKPLACE]: [Party.TEACHER, Party.SUPERVISOR],
  [Edge.STUDENT_WORKPLACE]: [Party.STUDENT, Party.SUPERVISOR],
} as const;
