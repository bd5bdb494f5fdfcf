// What the office reads of the register to fill a round or an offer.
import { useQuery } from "@tanstack/react-query";
import { DirectoryService } from "../gen/driehoek/v1/directory_service_pb";
import { useClient, useSession } from "../shared/api/hooks";
import { allPages } from "../shared/api/pages";

const pageSize = 500;
const staleTime = 60_000;

export function useParent(): string {
  return `institutions/${useSession().institution}`;
}

export function useProgrammes() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({ queryKey: ["programmes", parent], queryFn: () => allPages((pageToken) => client.listProgrammes({ parent, pageSize, pageToken }), (page) => page.programmes), staleTime });
}

/** The variants of these programmes. */
export function useProgrammeVariants(programmes: readonly string[]) {
  const client = useClient(DirectoryService);
  return useQuery({
    queryKey: ["programmeVariants", programmes],
    queryFn: async () => {
      const lists = await Promise.all(programmes.map((parent) => allPages((pageToken) => client.listProgrammeVariants({ parent, pageSize, pageToken }), (page) => page.programmeVariants)));
      return lists.flat();
    },
    staleTime,
  });
}

export function useEnrolments() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({ queryKey: ["enrolments", parent], queryFn: () => allPages((pageToken) => client.listEnrolments({ parent, pageSize, pageToken }), (page) => page.enrolments), staleTime });
}

export function usePersons() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({ queryKey: ["persons", parent], queryFn: () => allPages((pageToken) => client.listPersons({ parent, pageSize, pageToken }), (page) => page.persons), staleTime });
}

export function useOrganisations() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({ queryKey: ["organisations", parent], queryFn: () => allPages((pageToken) => client.listOrganisations({ parent, pageSize, pageToken }), (page) => page.organisations), staleTime });
}

export function useWorkplaces(organisation: string) {
  const client = useClient(DirectoryService);
  return useQuery({ queryKey: ["workplaces", organisation], queryFn: () => allPages((pageToken) => client.listWorkplaces({ parent: organisation, pageSize, pageToken }), (page) => page.workplaces), enabled: organisation !== "" });
}

export function useSupervisors(organisation: string) {
  const client = useClient(DirectoryService);
  return useQuery({ queryKey: ["supervisors", organisation], queryFn: () => allPages((pageToken) => client.listSupervisorProfiles({ parent: organisation, pageSize, pageToken }), (page) => page.supervisorProfiles), enabled: organisation !== "" });
}
