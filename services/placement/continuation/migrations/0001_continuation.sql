-- Ways on for students whose workplace no longer suffices. `version` is that of the resource in the shared table; days are text
-- of the form 2026-09-01. Options are read and written whole.

CREATE TABLE IF NOT EXISTS continuation_route (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  ground @text NOT NULL,
  reason @text NOT NULL,
  opener_id @uuid NOT NULL,
  open_time @time NOT NULL,
  due_date @text NOT NULL,
  state @text NOT NULL,
  options @json NOT NULL,
  chosen_option @text NOT NULL,
  close_note @text NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT continuation_route_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT continuation_route_ground CHECK (ground IN ('workplace_ends', 'scan_unfit', 'outgrown', 'supervision_fails',
    'conflict', 'student_wish', 'other')),
  CONSTRAINT continuation_route_state CHECK (state IN ('open', 'offered', 'chosen', 'closed')),
  CONSTRAINT continuation_route_chosen CHECK (state <> 'chosen' OR chosen_option <> '')
);
-- @distribute
CREATE UNIQUE INDEX IF NOT EXISTS continuation_route_under_way
  ON continuation_route (tenant_id, placement_id) WHERE state <> 'closed';
CREATE INDEX IF NOT EXISTS continuation_route_placement
  ON continuation_route (tenant_id, placement_id, id);
CREATE INDEX IF NOT EXISTS continuation_route_student
  ON continuation_route (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS continuation_route_state_list
  ON continuation_route (tenant_id, state, id);
