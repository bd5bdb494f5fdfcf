// Screens that no role sees first and that few guests open.
import type { Loader } from "./places";

export const staffScreens = {
  placement: () => import("../features/student/placement"),
  placementForm: () => import("../features/office/placement_form"),
  capacity: () => import("../features/capacity"),
  propose: () => import("../features/student/propose"),
  rounds: () => import("../features/rounds"),
  round: () => import("../features/rounds/page"),
  ranking: () => import("../features/ranking"),
  files: () => import("../features/register_files"),
  register: () => import("../features/office/register"),
  organisation: () => import("../features/office/organisation"),
  guests: () => import("../features/admin/guests"),
  clients: () => import("../features/admin/clients"),
  scans: () => import("../features/scans"),
  scan: () => import("../features/scans/page"),
  criteria: () => import("../features/scans/criteria"),
  ways: () => import("../features/ways"),
  way: () => import("../features/ways/page"),
  tasks: () => import("../features/tasks"),
  verdicts: () => import("../features/tasks/verdicts"),
  scores: () => import("../features/scores"),
  signals: () => import("../features/signals"),
  axes: () => import("../features/axes"),
  jobs: () => import("../features/jobs"),
  conflicts: () => import("../features/conflicts"),
  signal: () => import("../features/signals/page"),
} satisfies Record<string, Loader>;

export type StaffScreen = keyof typeof staffScreens;
