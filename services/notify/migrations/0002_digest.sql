-- What persons want to be mailed, and whose digests the link in a mail stops. `version` is that of the resource in the shared
-- table.

CREATE TABLE IF NOT EXISTS notify_preference (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  digest @text NOT NULL,
  update_us @time NOT NULL,
  version @int NOT NULL,
  CONSTRAINT notify_preference_pk PRIMARY KEY (tenant_id, person_id),
  CONSTRAINT notify_preference_digest CHECK (digest IN ('daily', 'stopped'))
);
-- @distribute

-- SHA-256 of the secret; the secret itself is in the mails only.
CREATE TABLE IF NOT EXISTS notify_stop_link (
  tenant_id @text NOT NULL,
  secret_hash @bytes NOT NULL,
  person_id @uuid NOT NULL,
  CONSTRAINT notify_stop_link_pk PRIMARY KEY (tenant_id, secret_hash)
);
-- @distribute
CREATE INDEX IF NOT EXISTS notify_waiting_due ON notify_waiting (tenant_id, created_us, person_id);
