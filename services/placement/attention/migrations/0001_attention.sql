-- Attention of supervisors that several institutions take (R23, R83). The first two tables are filled in the tenant of an
-- organisation (kvk-12345678), the last one in that of an institution. Days are text of the form 2026-09-01.

-- One student of one institution with one supervisor. The supervisor is the keyed hash of a mail address, the slot a keyed
-- hash of the student that is another one for each supervisor: no id, name or address stands here. A reservation ends at its
-- expire_time.
CREATE TABLE IF NOT EXISTS attention_claim (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  supervisor_key @bytes NOT NULL,
  institution_id @text NOT NULL,
  slot @bytes NOT NULL,
  first_date @text NOT NULL,
  last_date @text NOT NULL,
  state @text NOT NULL,
  expire_time @time NOT NULL,
  CONSTRAINT attention_claim_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT attention_claim_state CHECK (state IN ('reserved', 'confirmed')),
  CONSTRAINT attention_claim_days CHECK (last_date >= first_date)
);
-- @distribute
CREATE INDEX IF NOT EXISTS attention_claim_supervisor
  ON attention_claim (tenant_id, supervisor_key, first_date);
CREATE INDEX IF NOT EXISTS attention_claim_expiry
  ON attention_claim (tenant_id, expire_time) WHERE state = 'reserved';

-- The row that a reservation locks before it counts, so that two institutions cannot both take the last of the attention. One
-- for an organisation: a row for a supervisor would stay after the last claim.
CREATE TABLE IF NOT EXISTS attention_lock (
  tenant_id @text NOT NULL,
  changes @int NOT NULL,
  CONSTRAINT attention_lock_pk PRIMARY KEY (tenant_id)
);
-- @distribute

-- Which claims the placements of an institution have, and in which organisation's tenant. Written in the commit of the
-- placement, so that a claim outlives a crash between that commit and its confirmation.
CREATE TABLE IF NOT EXISTS attention_note (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  placement_id @uuid NOT NULL,
  supervisor_id @uuid NOT NULL,
  organisation_tenant @text NOT NULL,
  supervisor_key @bytes NOT NULL,
  first_date @text NOT NULL,
  last_date @text NOT NULL,
  state @text NOT NULL,
  CONSTRAINT attention_note_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT attention_note_state CHECK (state IN ('pending', 'confirmed', 'leaving'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS attention_note_placement
  ON attention_note (tenant_id, placement_id);
