-- Signals and the interventions on them. `version` is that of the resource in the shared table; days are text of the form
-- 2026-09-01; `edge` is empty for all but silence. Facts and interventions are read and written whole. `source_id` of a
-- confidential signal is told to its addressee alone.
CREATE TABLE IF NOT EXISTS signal (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  kind @text NOT NULL,
  edge @text NOT NULL,
  severity @text NOT NULL,
  state @text NOT NULL,
  is_open @int NOT NULL,
  facts @json NOT NULL,
  is_current @int NOT NULL,
  newest_fact_date @text NOT NULL,
  words @text NOT NULL,
  is_confidential @int NOT NULL,
  source_id @uuid,
  addressee_id @uuid,
  raise_time @time NOT NULL,
  acknowledge_due_date @text NOT NULL,
  mark @text NOT NULL,
  acknowledger_id @uuid,
  acknowledge_time @time,
  interventions @json NOT NULL,
  outcome @text NOT NULL,
  continuation_route_id @uuid,
  end_time @time,
  update_time @time NOT NULL,
  CONSTRAINT signal_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT signal_kind CHECK (kind IN ('silence', 'extra_hands', 'drowning', 'late_verdict', 'scan_expired',
    'broken_commitment', 'capacity', 'raised_by_person')),
  CONSTRAINT signal_edge CHECK (edge IN ('', 'programme_workplace', 'programme_student', 'student_workplace')
    AND (kind = 'silence') = (edge <> '')),
  CONSTRAINT signal_severity CHECK (severity IN ('notice', 'warning', 'urgent')),
  CONSTRAINT signal_state CHECK (state IN ('raised', 'acknowledged', 'intervention_open', 'resolved', 'escalated',
    'continuation')),
  CONSTRAINT signal_open CHECK (is_open IN (0, 1) AND (is_open = 1) = (end_time IS NULL)
    AND (is_open = 1) = (state IN ('raised', 'acknowledged', 'intervention_open'))),
  CONSTRAINT signal_current CHECK (is_current IN (0, 1)),
  CONSTRAINT signal_source CHECK (is_confidential IN (0, 1) AND (kind = 'raised_by_person') = (source_id IS NOT NULL)
    AND (is_confidential = 0 OR addressee_id IS NOT NULL)),
  CONSTRAINT signal_mark CHECK (mark IN ('none', 'manager_told')),
  CONSTRAINT signal_acknowledged CHECK ((acknowledger_id IS NULL) = (acknowledge_time IS NULL)
    AND (state = 'raised') = (acknowledger_id IS NULL)),
  CONSTRAINT signal_continuation CHECK ((state = 'continuation') = (continuation_route_id IS NOT NULL))
);
-- @distribute
-- One open signal for each placement and kind (and edge) of those that are computed.
CREATE UNIQUE INDEX IF NOT EXISTS signal_one_open ON signal (tenant_id, placement_id, kind, edge)
  WHERE is_open = 1 AND kind <> 'raised_by_person';
CREATE INDEX IF NOT EXISTS signal_placement ON signal (tenant_id, placement_id, is_open);
CREATE INDEX IF NOT EXISTS signal_student ON signal (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS signal_programme ON signal (tenant_id, programme_id, is_open, id);
CREATE INDEX IF NOT EXISTS signal_source_list ON signal (tenant_id, source_id, id);
CREATE INDEX IF NOT EXISTS signal_addressee ON signal (tenant_id, addressee_id, id);
CREATE INDEX IF NOT EXISTS signal_state_list ON signal (tenant_id, state, id);
