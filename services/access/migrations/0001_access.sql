-- Who gets in: guest grants and their links, one-time codes, role grants, API clients. Secrets only as hashes.

CREATE TABLE IF NOT EXISTS guest_grant (
  tenant_id @text NOT NULL,
  grant_id @uuid NOT NULL,
  person_id @uuid NOT NULL,
  state @text NOT NULL,
  address_hash @bytes NOT NULL,
  created_us @time NOT NULL,
  open_by_us @time NOT NULL,
  opened_us @time,
  version @int NOT NULL,
  CONSTRAINT guest_grant_pk PRIMARY KEY (tenant_id, grant_id),
  CONSTRAINT guest_grant_state CHECK (state IN ('issued', 'active', 'expired', 'revoked'))
);
-- @distribute

CREATE UNIQUE INDEX IF NOT EXISTS guest_grant_live_person ON guest_grant (tenant_id, person_id)
  WHERE state IN ('issued', 'active');

CREATE INDEX IF NOT EXISTS guest_grant_live_address ON guest_grant (tenant_id, address_hash, grant_id)
  WHERE state IN ('issued', 'active');

CREATE INDEX IF NOT EXISTS guest_grant_person ON guest_grant (tenant_id, person_id, grant_id);

CREATE TABLE IF NOT EXISTS guest_link (
  tenant_id @text NOT NULL,
  secret_hash @bytes NOT NULL,
  grant_id @uuid NOT NULL,
  created_us @time NOT NULL,
  open_by_us @time NOT NULL,
  opened_us @time,
  CONSTRAINT guest_link_pk PRIMARY KEY (tenant_id, secret_hash),
  CONSTRAINT guest_link_grant FOREIGN KEY (tenant_id, grant_id)
    REFERENCES guest_grant (tenant_id, grant_id)
);
-- @distribute

CREATE INDEX IF NOT EXISTS guest_link_by_grant ON guest_link (tenant_id, grant_id, created_us);

CREATE TABLE IF NOT EXISTS verification_code (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  purpose @text NOT NULL,
  code_id @uuid NOT NULL,
  code_hash @bytes NOT NULL,
  masked_address @text NOT NULL,
  created_us @time NOT NULL,
  expires_us @time NOT NULL,
  tries_left @int NOT NULL,
  window_us @time NOT NULL,
  sent @int NOT NULL,
  version @int NOT NULL,
  CONSTRAINT verification_code_pk PRIMARY KEY (tenant_id, person_id, purpose),
  CONSTRAINT verification_code_tries CHECK (tries_left BETWEEN 0 AND 5)
);
-- @distribute

CREATE TABLE IF NOT EXISTS role_grant (
  tenant_id @text NOT NULL,
  grant_id @uuid NOT NULL,
  role @text NOT NULL,
  email @text NOT NULL,
  exam_board_reference @text NOT NULL,
  code_hash @bytes NOT NULL,
  person_id @uuid,
  state @text NOT NULL,
  created_us @time NOT NULL,
  expires_us @time NOT NULL,
  version @int NOT NULL,
  CONSTRAINT role_grant_pk PRIMARY KEY (tenant_id, grant_id),
  CONSTRAINT role_grant_code UNIQUE (tenant_id, code_hash),
  CONSTRAINT role_grant_state CHECK (state IN ('offered', 'active', 'expired', 'revoked')),
  CONSTRAINT role_grant_bound CHECK (state <> 'active' OR person_id IS NOT NULL)
);
-- @distribute

CREATE INDEX IF NOT EXISTS role_grant_person ON role_grant (tenant_id, person_id) WHERE state = 'active';

CREATE TABLE IF NOT EXISTS role_code_try (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  window_us @time NOT NULL,
  wrong @int NOT NULL,
  CONSTRAINT role_code_try_pk PRIMARY KEY (tenant_id, person_id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS api_client (
  tenant_id @text NOT NULL,
  client_id @uuid NOT NULL,
  display_name @text NOT NULL,
  role @text NOT NULL,
  secret_hash @bytes NOT NULL,
  revoked @int NOT NULL,
  created_us @time NOT NULL,
  version @int NOT NULL,
  CONSTRAINT api_client_pk PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT api_client_secret UNIQUE (tenant_id, secret_hash),
  CONSTRAINT api_client_role CHECK (role IN ('service', 'practice_office', 'institution_admin')),
  CONSTRAINT api_client_revoked CHECK (revoked IN (0, 1))
);
-- @distribute
