-- What every commit writes beside the rows of its service.

-- The version of each resource, whoever owns it: compare-and-set and the etag hang on it.
CREATE TABLE IF NOT EXISTS resource (
  tenant_id @text NOT NULL,
  name @text NOT NULL,
  version @int NOT NULL CONSTRAINT resource_version_positive CHECK (version > 0),
  CONSTRAINT resource_pk PRIMARY KEY (tenant_id, name)
);
-- @distribute

-- The answer to each request id, for 7 days. The caller is part of the key: nobody reads another's
-- answer by sending his id.
CREATE TABLE IF NOT EXISTS idem (
  tenant_id @text NOT NULL,
  caller @text NOT NULL,
  key @text NOT NULL,
  hash @bytes NOT NULL,
  response @bytes NOT NULL,
  expires_us @time NOT NULL,
  CONSTRAINT idem_pk PRIMARY KEY (tenant_id, caller, key)
);
-- @distribute
CREATE INDEX IF NOT EXISTS idem_by_expiry ON idem (tenant_id, expires_us);

-- One row a tenant: writers of events queue here, so that numbers come in commit order without gaps.
CREATE TABLE IF NOT EXISTS feed_head (
  tenant_id @text NOT NULL,
  seq @int NOT NULL,
  epoch @int NOT NULL,
  CONSTRAINT feed_head_pk PRIMARY KEY (tenant_id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS feed (
  tenant_id @text NOT NULL,
  seq @int NOT NULL,
  at_us @time NOT NULL,
  type @text NOT NULL,
  resource @text NOT NULL,
  payload @bytes NOT NULL,
  CONSTRAINT feed_pk PRIMARY KEY (tenant_id, seq)
);
-- @distribute

-- The end of the audit chain: a chain that was cut off no longer meets it.
CREATE TABLE IF NOT EXISTS audit_head (
  tenant_id @text NOT NULL,
  seq @int NOT NULL,
  hash @bytes NOT NULL,
  CONSTRAINT audit_head_pk PRIMARY KEY (tenant_id)
);
-- @distribute

-- Persons stand here as pseudonyms only; `subject` is the one whose data it was, or empty.
CREATE TABLE IF NOT EXISTS audit (
  tenant_id @text NOT NULL,
  seq @int NOT NULL,
  at_us @time NOT NULL,
  kind @text NOT NULL CONSTRAINT audit_kind_known CHECK (kind IN ('decision', 'read')),
  actor @text NOT NULL,
  action @text NOT NULL,
  resource @text NOT NULL,
  subject @text NOT NULL,
  reason @text NOT NULL,
  hash @bytes NOT NULL,
  CONSTRAINT audit_pk PRIMARY KEY (tenant_id, seq)
);
-- @distribute
CREATE INDEX IF NOT EXISTS audit_by_resource ON audit (tenant_id, resource, seq);
CREATE INDEX IF NOT EXISTS audit_by_actor ON audit (tenant_id, actor, seq);
CREATE INDEX IF NOT EXISTS audit_by_subject ON audit (tenant_id, subject, seq) WHERE subject <> '';

-- Whose pseudonym is whose. Deleting a row forgets the person and leaves the chain whole.
CREATE TABLE IF NOT EXISTS audit_key (
  tenant_id @text NOT NULL,
  person @text NOT NULL,
  pseudonym @text NOT NULL,
  key @bytes NOT NULL,
  CONSTRAINT audit_key_pk PRIMARY KEY (tenant_id, person),
  CONSTRAINT audit_key_pseudonym_unique UNIQUE (tenant_id, pseudonym)
);
-- @distribute
