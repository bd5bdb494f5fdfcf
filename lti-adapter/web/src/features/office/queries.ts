// What the office reads of the directory.
import { useQuery } from "@tanstack/react-query";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";

export function useParent(): string {
  return `institutions/${useSession().institution}`;
}

export function useOrganisations() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({
    queryKey: ["organisations", parent],
    queryFn: () => allPages((pageToken) => client.listOrganisations({ parent, pageSize: 500, pageToken }), (page) => page.organisations),
  });
}

export function usePersons() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({
    queryKey: ["persons", parent],
    queryFn: () => allPages((pageToken) => client.listPersons({ parent, pageSize: 500, pageToken }), (page) => page.persons),
    staleTime: 60_000,
  });
}

export function useEnrolments() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({
    queryKey: ["enrolments", parent],
    queryFn: () => allPages((pageToken) => client.listEnrolments({ parent, pageSize: 500, pageToken }), (page) => page.enrolments),
    staleTime: 60_000,
  });
}

export function useTeachers() {
  const client = useClient(DirectoryService);
  const parent = useParent();
  return useQuery({
    queryKey: ["teachers", parent],
    queryFn: async () => {
      const assignments = await allPages((pageToken) => client.listContactAssignments({ parent, pageSize: 500, pageToken }), (page) => page.contactAssignments);
      return [...new Set(assignments.map((assignment) => assignment.teacher))];
    },
    staleTime: 60_000,
  });
}

export function useEstablishments(organisation: string) {
  const client = useClient(DirectoryService);
  return useQuery({
    queryKey: ["establishments", organisation],
    queryFn: () => allPages((pageToken) => client.listEstablishments({ parent: organisation, pageSize: 500, pageToken }), (page) => page.establishments),
  });
}

export function useWorkplaces(organisation: string) {
  const client = useClient(DirectoryService);
  return useQuery({
    queryKey: ["workplaces", organisation],
    queryFn: () => allPages((pageToken) => client.listWorkplaces({ parent: organisation, pageSize: 500, pageToken }), (page) => page.workplaces),
    enabled: organisation !== "",
  });
}

export function useSupervisors(organisation: string) {
  const client = useClient(DirectoryService);
  return useQuery({
    queryKey: ["supervisors", organisation],
    queryFn: () => allPages((pageToken) => client.listSupervisorProfiles({ parent: organisation, pageSize: 500, pageToken }), (page) => page.supervisorProfiles),
    enabled: organisation !== "",
  });
}
