// Whom and what somebody may name. Staff choose from the register; a student, who may not read it, from the places on offer and
// the own placements.
import { useQuery } from "@tanstack/react-query";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { useClient } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import type { Option } from "../../shared/ui/fields";
import { useEnrolments, useOrganisations, useParent, usePersons, useProgrammes, useSupervisors } from "../../triangle/directory";
import { usePlacements } from "../../triangle/queries";

/** A question to the server, or several, as one. */
export interface Choices {
  readonly options: readonly Option[];
  readonly pending: boolean;
  readonly error: unknown;
}

interface Asked {
  readonly data: unknown;
  readonly error: unknown;
}

function choicesOf(asked: readonly Asked[], options: readonly Option[]): Choices {
  const error = asked.map((one) => one.error).find((one) => one !== null && one !== undefined);
  return { options, error, pending: error === undefined && asked.some(({ data }) => data === undefined) };
}

function byLabel(options: readonly Option[]): Option[] {
  return [...new Map(options.filter(({ value, label }) => value !== "" && label !== "").map((option) => [option.value, option])).values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** Enrolments by the name of their student, one a student: what holds for one holds for the others. */
export function useStudents(unknown: string): Choices & { enrolmentOf: (student: string) => string } {
  const enrolments = useEnrolments();
  const persons = usePersons();
  const names = new Map((persons.data ?? []).map(({ name, displayName }) => [name, displayName]));
  const first = new Map([...(enrolments.data ?? [])].reverse().map((one) => [one.student, one.name]));
  return { ...choicesOf([enrolments, persons], byLabel([...first].map(([student, value]) => ({ value, label: names.get(student) ?? unknown })))), enrolmentOf: (student) => first.get(student) ?? "" };
}

/** The own enrolments of a student, by the name of their programme. */
export function useOwnEnrolments(): Choices {
  const enrolments = useEnrolments();
  const programmes = useProgrammes();
  const names = new Map((programmes.data ?? []).map(({ name, displayName }) => [name, displayName]));
  return choicesOf([enrolments, programmes], byLabel((enrolments.data ?? []).map(({ name, programmeVariant }) => ({ value: name, label: names.get(programmeVariant.split("/variants/")[0] ?? "") ?? name }))));
}

function organisationOf(below: string): string {
  return below.split("/workplaces/")[0] ?? "";
}

interface Seen {
  readonly organisation: string;
  readonly organisationName: string;
  readonly supervisor: string;
  readonly supervisorName: string;
}

function useSeen(): { asked: readonly Asked[]; seen: readonly Seen[] } {
  const client = useClient(CapacityService);
  const parent = useParent();
  const placements = usePlacements();
  const offers = useQuery({
    queryKey: ["offers", parent],
    queryFn: () => allPages((pageToken) => client.listCapacityOffers({ parent, pageSize: 500, pageToken }), (page) => page.capacityOffers),
  });
  const seen = [...(placements.data ?? []), ...(offers.data ?? [])].map(({ workplace, supervisor, labels }) => ({
    organisation: organisationOf(workplace), organisationName: labels?.organisation ?? "", supervisor, supervisorName: labels?.supervisor ?? "",
  }));
  return { asked: [placements, offers], seen };
}

export interface Place {
  readonly organisations: Choices;
  /** Who supervises there. */
  readonly supervisors: Choices;
}

/** For a student: what the places on offer and the own placements name. */
export function useSeenPlace(organisation: string): Place {
  const { asked, seen } = useSeen();
  return {
    organisations: choicesOf(asked, byLabel(seen.map((one) => ({ value: one.organisation, label: one.organisationName })))),
    supervisors: choicesOf(asked, byLabel(seen.filter((one) => one.organisation === organisation).map((one) => ({ value: one.supervisor, label: one.supervisorName })))),
  };
}

/** For staff: the register. Whose name is not known is called by the job. */
export function useRegisterPlace(organisation: string): Place {
  const organisations = useOrganisations();
  const supervisors = useSupervisors(organisation);
  const persons = usePersons();
  const names = new Map((persons.data ?? []).map(({ name, displayName }) => [name, displayName]));
  return {
    organisations: choicesOf([organisations], byLabel((organisations.data ?? []).map(({ name, displayName }) => ({ value: name, label: displayName })))),
    supervisors: choicesOf(organisation === "" ? [] : [supervisors, persons], byLabel((supervisors.data ?? []).map(({ name, person, jobTitle }) => ({ value: name, label: names.get(person) ?? jobTitle })))),
  };
}

