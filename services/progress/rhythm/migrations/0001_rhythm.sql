-- Pulses, hours and deadlines that were put off. `version` is that of the resource in the shared table; days are text of the
-- form 2026-09-01.

-- One pulse for each party and period; `mood` 0: not said.
CREATE TABLE IF NOT EXISTS pulse (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  party @text NOT NULL,
  person_id @uuid NOT NULL,
  first_date @text NOT NULL,
  last_date @text NOT NULL,
  learning_share @int NOT NULL,
  mood @int NOT NULL,
  word @text NOT NULL,
  too_little_time @int NOT NULL,
  answer_date @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT pulse_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT pulse_period UNIQUE (tenant_id, placement_id, party, first_date),
  CONSTRAINT pulse_party CHECK (party IN ('student', 'supervisor')),
  CONSTRAINT pulse_days CHECK (first_date <= last_date AND answer_date BETWEEN first_date AND last_date),
  CONSTRAINT pulse_learning_share CHECK (learning_share BETWEEN 0 AND 100),
  CONSTRAINT pulse_mood CHECK (mood BETWEEN 0 AND 5 AND (mood = 0 OR party = 'student')),
  CONSTRAINT pulse_time CHECK (too_little_time IN (0, 1) AND (too_little_time = 0 OR party = 'supervisor'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS pulse_placement ON pulse (tenant_id, placement_id, last_date);

-- One entry for each placement and day.
CREATE TABLE IF NOT EXISTS hours_entry (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  work_date @text NOT NULL,
  learning_minutes @int NOT NULL,
  other_minutes @int NOT NULL,
  note @text NOT NULL,
  state @text NOT NULL,
  dispute_reason @text NOT NULL,
  confirmer_id @uuid,
  confirm_time @time,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT hours_entry_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT hours_entry_day UNIQUE (tenant_id, placement_id, work_date),
  CONSTRAINT hours_entry_state CHECK (state IN ('written', 'confirmed', 'disputed', 'withdrawn')),
  CONSTRAINT hours_entry_minutes CHECK (learning_minutes >= 0 AND other_minutes >= 0
    AND learning_minutes + other_minutes BETWEEN 1 AND 1440),
  CONSTRAINT hours_entry_confirmer CHECK ((confirmer_id IS NULL) = (confirm_time IS NULL)
    AND (state NOT IN ('confirmed', 'disputed') OR confirmer_id IS NOT NULL))
);
-- @distribute
CREATE INDEX IF NOT EXISTS hours_entry_confirmed ON hours_entry (tenant_id, placement_id, confirm_time);

CREATE TABLE IF NOT EXISTS deadline_shift (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  task_id @uuid,
  subject @text NOT NULL,
  from_date @text NOT NULL,
  to_date @text NOT NULL,
  reason @text NOT NULL,
  note @text NOT NULL,
  recorder_id @uuid NOT NULL,
  ordinal @int NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT deadline_shift_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT deadline_shift_ordinal UNIQUE (tenant_id, placement_id, ordinal),
  CONSTRAINT deadline_shift_days CHECK (from_date < to_date),
  CONSTRAINT deadline_shift_subject CHECK ((task_id IS NULL) = (subject <> '')),
  CONSTRAINT deadline_shift_reason CHECK (reason IN ('workplace', 'programme', 'task_changed', 'private', 'planning', 'other'))
);
-- @distribute
