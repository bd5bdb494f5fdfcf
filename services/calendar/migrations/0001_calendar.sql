-- The address from which a person's calendar program reads. `version` is that of the resource in the shared table. Of the secret
-- there is its SHA-256 only; a revoked feed is found by none.
CREATE TABLE IF NOT EXISTS calendar_feed (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  version @int NOT NULL,
  state @text NOT NULL,
  titles @text NOT NULL,
  secret_hash @bytes NOT NULL,
  create_us @time NOT NULL,
  CONSTRAINT calendar_feed_pk PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT calendar_feed_state CHECK (state IN ('active', 'revoked')),
  CONSTRAINT calendar_feed_titles CHECK (titles IN ('codes_only', 'with_names'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS calendar_feed_secret ON calendar_feed (tenant_id, secret_hash);
