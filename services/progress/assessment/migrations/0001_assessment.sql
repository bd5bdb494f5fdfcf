-- Assessments. `version` is that of the resource in the shared table; days are text of the form 2026-09-01. Inputs, judgements
-- and appeals are read and written whole, as `content`.

-- `shown_state` is the state for whoever may not know of a judgement before it is published. `next_look` is the day from which
-- time brings something; 9999-12-31 when none.
CREATE TABLE IF NOT EXISTS assessment (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  enrolment_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  examiner_id @uuid NOT NULL,
  state @text NOT NULL,
  shown_state @text NOT NULL,
  content @json NOT NULL,
  next_look @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT assessment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT assessment_state CHECK (state IN ('open', 'inputs_complete', 'judged', 'published', 'appealed', 'final')),
  CONSTRAINT assessment_shown_state CHECK (shown_state IN ('open', 'inputs_complete', 'published', 'appealed', 'final'))
);
-- @distribute
CREATE UNIQUE INDEX IF NOT EXISTS assessment_placement ON assessment (tenant_id, placement_id);
CREATE INDEX IF NOT EXISTS assessment_student ON assessment (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS assessment_examiner ON assessment (tenant_id, examiner_id, id);
CREATE INDEX IF NOT EXISTS assessment_state_list ON assessment (tenant_id, state, id);
CREATE INDEX IF NOT EXISTS assessment_look ON assessment (tenant_id, next_look, id);
