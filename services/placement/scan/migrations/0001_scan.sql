-- What programmes ask of workplaces, and the scans of workplaces. `version` is that of the resource in the shared table; days
-- are text of the form 2026-09-01. Criteria, answers and conditions are read and written whole.

CREATE TABLE IF NOT EXISTS scan_criteria (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  programme_id @uuid NOT NULL,
  number @int NOT NULL,
  first_phase @int NOT NULL,
  last_phase @int NOT NULL,
  criteria @json NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT scan_criteria_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT scan_criteria_number UNIQUE (tenant_id, programme_id, number),
  CONSTRAINT scan_criteria_phases CHECK (first_phase BETWEEN 1 AND 8 AND last_phase BETWEEN first_phase AND 8)
);
-- @distribute

CREATE TABLE IF NOT EXISTS workplace_scan (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  organisation_id @uuid NOT NULL,
  workplace_id @uuid NOT NULL,
  supervisor_id @uuid NOT NULL,
  supervisor_person_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  variant_id @uuid NOT NULL,
  phase @int NOT NULL,
  placement_id @uuid,
  student_id @uuid,
  criteria_id @uuid NOT NULL,
  state @text NOT NULL,
  cause @text NOT NULL,
  cause_reason @text NOT NULL,
  answers @json NOT NULL,
  verdict @text,
  verdict_reason @text NOT NULL,
  conditions @json NOT NULL,
  valid_until_date @text,
  due_date @text,
  assess_time @time,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT workplace_scan_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT workplace_scan_criteria FOREIGN KEY (tenant_id, criteria_id) REFERENCES scan_criteria (tenant_id, id),
  CONSTRAINT workplace_scan_state CHECK (state IN ('requested', 'filled', 'assessed', 'expired', 'reopened')),
  CONSTRAINT workplace_scan_cause CHECK (cause IN ('first', 'phase_change', 'supervisor_change', 'task_change', 'signal',
    'expiry')),
  CONSTRAINT workplace_scan_verdict CHECK (verdict IN ('fit', 'conditional', 'unfit')),
  CONSTRAINT workplace_scan_assessed CHECK ((verdict IS NULL) = (assess_time IS NULL)
    AND (state NOT IN ('assessed', 'expired') OR verdict IS NOT NULL)),
  CONSTRAINT workplace_scan_phase CHECK (phase BETWEEN 1 AND 8),
  CONSTRAINT workplace_scan_placement CHECK ((placement_id IS NULL) = (student_id IS NULL))
);
-- @distribute
CREATE INDEX IF NOT EXISTS workplace_scan_workplace
  ON workplace_scan (tenant_id, workplace_id, id);
CREATE INDEX IF NOT EXISTS workplace_scan_organisation
  ON workplace_scan (tenant_id, organisation_id, id);
CREATE INDEX IF NOT EXISTS workplace_scan_placement_list
  ON workplace_scan (tenant_id, placement_id, id);
CREATE INDEX IF NOT EXISTS workplace_scan_student
  ON workplace_scan (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS workplace_scan_supervisor
  ON workplace_scan (tenant_id, supervisor_person_id, id);
CREATE INDEX IF NOT EXISTS workplace_scan_state_list
  ON workplace_scan (tenant_id, state, id);
