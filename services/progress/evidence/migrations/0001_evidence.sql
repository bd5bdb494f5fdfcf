-- Evidence items and files on their way in. `version` is that of the resource in the shared table; days are text of the form
-- 2026-09-01. Codes and versions of an item are read and written whole.

-- `next_look` is the day from which time may bring something; 9999-12-31 when no answer is waited for.
CREATE TABLE IF NOT EXISTS evidence_item (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  title @text NOT NULL,
  outcome_codes @json NOT NULL,
  task_id @uuid,
  state @text NOT NULL,
  versions @json NOT NULL,
  next_look @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT evidence_item_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_item_state CHECK (state IN ('added', 'linked', 'confirmation_requested', 'confirmed', 'disputed',
    'unverified', 'used', 'archived'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS evidence_item_placement ON evidence_item (tenant_id, placement_id, id);
CREATE INDEX IF NOT EXISTS evidence_item_student ON evidence_item (tenant_id, student_id, id);
CREATE INDEX IF NOT EXISTS evidence_item_state_list ON evidence_item (tenant_id, state, id);
CREATE INDEX IF NOT EXISTS evidence_item_look ON evidence_item (tenant_id, next_look, id);

-- A file on its way in; `file` is what it was found to be once it is finished.
CREATE TABLE IF NOT EXISTS evidence_upload (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  person_id @uuid NOT NULL,
  file_name @text NOT NULL,
  size_bytes @int NOT NULL,
  sha256 @text NOT NULL,
  state @text NOT NULL,
  received_bytes @int NOT NULL,
  file @json NOT NULL,
  expire_time @time NOT NULL,
  CONSTRAINT evidence_upload_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_upload_state CHECK (state IN ('receiving', 'finished', 'taken')),
  CONSTRAINT evidence_upload_received CHECK (received_bytes >= 0 AND received_bytes <= size_bytes)
);
-- @distribute
CREATE INDEX IF NOT EXISTS evidence_upload_person ON evidence_upload (tenant_id, person_id, id);
CREATE INDEX IF NOT EXISTS evidence_upload_expiry ON evidence_upload (tenant_id, expire_time, id);

-- Its bytes until a version takes it up: then they lie in the file store.
CREATE TABLE IF NOT EXISTS evidence_upload_chunk (
  tenant_id @text NOT NULL,
  upload_id @uuid NOT NULL,
  first_byte @int NOT NULL,
  bytes @bytes NOT NULL,
  CONSTRAINT evidence_upload_chunk_pk PRIMARY KEY (tenant_id, upload_id, first_byte)
);
-- @distribute
