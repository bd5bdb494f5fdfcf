-- Learning plans and learning tasks. `version` is that of the resource in the shared table; days are text of the form 2026-09-01.
-- Text, contributions, submissions and rating of a task are read and written whole.

CREATE TABLE IF NOT EXISTS learning_plan (
  tenant_id @text NOT NULL,
  placement_id @uuid NOT NULL,
  version @int NOT NULL,
  fixed_part @text NOT NULL,
  free_part @text NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT learning_plan_pk PRIMARY KEY (tenant_id, placement_id)
);
-- @distribute

-- `next_look` is the day from which the verdict clock may bring something; 9999-12-31 when no verdict is owed.
CREATE TABLE IF NOT EXISTS learning_task (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  teacher_id @uuid,
  state @text NOT NULL,
  content @json NOT NULL,
  text_number @int NOT NULL,
  contributions @json NOT NULL,
  submissions @json NOT NULL,
  rating @json NOT NULL,
  next_look @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT learning_task_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT learning_task_state CHECK (state IN ('drafting', 'submitted', 'resubmitted', 'advised', 'adequate', 'adjust',
    'inadequate', 'in_progress', 'delivered', 'closed')),
  CONSTRAINT learning_task_text_number CHECK (text_number >= 1)
);
-- @distribute
CREATE INDEX IF NOT EXISTS learning_task_placement ON learning_task (tenant_id, placement_id, id);
CREATE INDEX IF NOT EXISTS learning_task_student ON learning_task (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS learning_task_teacher ON learning_task (tenant_id, teacher_id, id);
CREATE INDEX IF NOT EXISTS learning_task_state_list ON learning_task (tenant_id, state, id);
CREATE INDEX IF NOT EXISTS learning_task_look ON learning_task (tenant_id, next_look, id);
