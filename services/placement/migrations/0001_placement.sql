-- Placements. `version` is that of the resource in the shared table; days are text of the form 2026-09-01. Programme,
-- variant and phase are copied from the enrolment when the placement is made, since they hold for all of its life.

CREATE TABLE IF NOT EXISTS placement (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  student_id @uuid NOT NULL,
  enrolment_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  variant_id @uuid NOT NULL,
  variant @text NOT NULL,
  funding @text NOT NULL,
  phase @int NOT NULL,
  form @text NOT NULL,
  organisation_id @uuid,
  workplace_id @uuid,
  supervisor_id @uuid,
  supervisor_person_id @uuid,
  start_date @text NOT NULL,
  end_date @text NOT NULL,
  weekly_hours @int NOT NULL,
  load_hours @int NOT NULL,
  state @text NOT NULL,
  end_reason @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT placement_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT placement_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT placement_funding CHECK (funding IN ('funded', 'non_funded')),
  CONSTRAINT placement_form CHECK (form IN ('internship', 'ribbon_internship', 'graduation_internship', 'own_workplace',
    'dual_post', 'in_company', 'short_assignment', 'school_project', 'own_business')),
  CONSTRAINT placement_state CHECK (state IN ('searching', 'proposed', 'screened', 'confirmed', 'ready', 'active',
    'paused', 'finishing', 'completed', 'ended_early')),
  CONSTRAINT placement_days CHECK (end_date >= start_date),
  CONSTRAINT placement_hours CHECK (weekly_hours BETWEEN 1 AND 60 AND load_hours BETWEEN 0 AND 20000),
  CONSTRAINT placement_workplace CHECK ((workplace_id IS NULL) = (organisation_id IS NULL)),
  CONSTRAINT placement_supervisor CHECK ((supervisor_id IS NULL) = (supervisor_person_id IS NULL)),
  CONSTRAINT placement_confirmed CHECK (state IN ('searching', 'proposed', 'screened', 'ended_early')
    OR (workplace_id IS NOT NULL AND supervisor_id IS NOT NULL))
);
-- @distribute
CREATE INDEX IF NOT EXISTS placement_list
  ON placement (tenant_id, start_date, id);
CREATE INDEX IF NOT EXISTS placement_student
  ON placement (tenant_id, student_id, start_date, id);
CREATE INDEX IF NOT EXISTS placement_supervisor_profile
  ON placement (tenant_id, supervisor_id, start_date);
CREATE INDEX IF NOT EXISTS placement_supervisor_person
  ON placement (tenant_id, supervisor_person_id, start_date, id);
CREATE INDEX IF NOT EXISTS placement_organisation
  ON placement (tenant_id, organisation_id, start_date, id);
CREATE INDEX IF NOT EXISTS placement_state_list
  ON placement (tenant_id, state, id);

-- The row that a change locks before it counts the students of a supervisor, so that two at once cannot both take the
-- last of the attention (R23, I2).
CREATE TABLE IF NOT EXISTS supervisor_load (
  tenant_id @text NOT NULL,
  supervisor_id @uuid NOT NULL,
  changes @int NOT NULL,
  CONSTRAINT supervisor_load_pk PRIMARY KEY (tenant_id, supervisor_id)
);
-- @distribute
