-- Check-ins and contact. `version` is that of the resource in the shared table; days are text of the form 2026-09-01.
-- `content` is read and written whole.

-- `next_look` is the day from which the clock may bring something; 9999-12-31 when nothing is ahead.
CREATE TABLE IF NOT EXISTS check_in (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  second_teacher_id @uuid,
  kind @text NOT NULL,
  ordinal @int NOT NULL,
  state @text NOT NULL,
  start_time @time NOT NULL,
  planned_date @text NOT NULL,
  content @json NOT NULL,
  next_look @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT check_in_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT check_in_kind CHECK (kind IN ('kick_off', 'mid_term', 'final', 'extra', 'return_day')),
  CONSTRAINT check_in_state CHECK (state IN ('planned', 'invited', 'views_open', 'held', 'actions_open', 'closed', 'missed',
    'cancelled')),
  CONSTRAINT check_in_ordinal CHECK (ordinal >= 0)
);
-- @distribute
CREATE INDEX IF NOT EXISTS check_in_time ON check_in (tenant_id, start_time, id);
CREATE INDEX IF NOT EXISTS check_in_placement ON check_in (tenant_id, placement_id, start_time, id);
CREATE INDEX IF NOT EXISTS check_in_student ON check_in (tenant_id, student_id, start_time, id);
CREATE INDEX IF NOT EXISTS check_in_second_teacher ON check_in (tenant_id, second_teacher_id, start_time, id);
CREATE INDEX IF NOT EXISTS check_in_look ON check_in (tenant_id, next_look, id);

-- What a placement was planned on last: its check-ins are looked at again when `made_for` is no longer so.
CREATE TABLE IF NOT EXISTS check_in_plan (
  tenant_id @text NOT NULL,
  placement_id @uuid NOT NULL,
  version @int NOT NULL,
  first_plan_date @text NOT NULL,
  made_for @text NOT NULL,
  CONSTRAINT check_in_plan_pk PRIMARY KEY (tenant_id, placement_id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS contact_moment (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  parties @text NOT NULL,
  contact_date @text NOT NULL,
  kind @text NOT NULL,
  note @text NOT NULL,
  recorder_party @text NOT NULL,
  recorder_id @uuid NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT contact_moment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_moment_kind CHECK (kind IN ('visit', 'call', 'message', 'meeting')),
  CONSTRAINT contact_moment_recorder CHECK (recorder_party IN ('student', 'teacher', 'supervisor'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS contact_moment_placement ON contact_moment (tenant_id, placement_id, id);
CREATE INDEX IF NOT EXISTS contact_moment_student ON contact_moment (tenant_id, student_id, id);

-- A day on which a side of the triangle had contact: of a contact moment, or of a check-in that was held.
CREATE TABLE IF NOT EXISTS contact_day (
  tenant_id @text NOT NULL,
  placement_id @uuid NOT NULL,
  edge @text NOT NULL,
  contact_date @text NOT NULL,
  source_id @uuid NOT NULL,
  CONSTRAINT contact_day_pk PRIMARY KEY (tenant_id, placement_id, edge, contact_date, source_id),
  CONSTRAINT contact_day_edge CHECK (edge IN ('programme_student', 'programme_workplace', 'student_workplace'))
);
-- @distribute
