-- Who may not come together. `version` is that of the resource in the shared table. Without a supervisor the whole organisation
-- is meant.

CREATE TABLE IF NOT EXISTS conflict_of_interest (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  student_id @uuid NOT NULL,
  enrolment_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  organisation_id @uuid NOT NULL,
  supervisor_id @uuid,
  kind @text NOT NULL,
  reason @text NOT NULL,
  recorder_id @uuid NOT NULL,
  create_time @time NOT NULL,
  end_time @time,
  end_reason @text NOT NULL,
  CONSTRAINT conflict_of_interest_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT conflict_of_interest_kind CHECK (kind IN ('own_business', 'family', 'employment', 'financial', 'other')),
  CONSTRAINT conflict_of_interest_end CHECK ((end_time IS NULL) = (end_reason = ''))
);
-- @distribute
CREATE INDEX IF NOT EXISTS conflict_of_interest_student
  ON conflict_of_interest (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS conflict_of_interest_organisation
  ON conflict_of_interest (tenant_id, organisation_id, id);
CREATE INDEX IF NOT EXISTS conflict_of_interest_running
  ON conflict_of_interest (tenant_id, id) WHERE end_time IS NULL;
