// Roles of organisations in memory: three of Van Leeuwen, of which one is at another level.
import { create } from "@bufbuild/protobuf";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { JobRole_Presence as Presence, JobRoleSchema, type JobRole } from "../../src/gen/driehoek/v1/job_role_pb";
import { JobStructureService } from "../../src/gen/driehoek/v1/job_structure_service_pb";
import { refuse } from "./refuse";

const organisation = "institutions/waarden/organisations/vl";

export interface JobWorld {
  roles: JobRole[];
}

export function makeJobs(): JobWorld {
  return { roles: [
    create(JobRoleSchema, { name: `${organisation}/jobRoles/1`, displayName: "Monteur", level: 4, presence: Presence.PRESENT, etag: "j1" }),
    create(JobRoleSchema, { name: `${organisation}/jobRoles/2`, displayName: "Projectleider duurzaam", level: 5, presence: Presence.PLANNED, note: "Vanaf mei 2027.", etag: "j1" }),
    create(JobRoleSchema, { name: `${organisation}/jobRoles/3`, displayName: "Werkvoorbereider", level: 5, presence: Presence.PRESENT, sector: "installatie", etag: "j1" }),
  ] };
}

export function jobRoutes(router: ConnectRouter, world: JobWorld): void {
  router.service(JobStructureService, {
    listJobRoles: ({ parent }) => ({ jobRoles: structuredClone(world.roles.filter(({ name }) => name.startsWith(`${parent}/`))) }),
    createJobRole: ({ parent, jobRole }) => {
      const made = Object.assign(create(JobRoleSchema), jobRole, { name: `${parent}/jobRoles/${world.roles.length + 1}`, etag: "j1" });
      world.roles.push(made);
      return structuredClone(made);
    },
    updateJobRole: ({ jobRole }) => {
      const found = world.roles.find(({ name }) => name === jobRole?.name);
      if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
      if (found.etag !== jobRole?.etag) throw refuse(Code.Aborted, "STALE_ETAG");
      return structuredClone(Object.assign(found, jobRole, { etag: `${found.etag}+` }));
    },
  });
}
