-- Mails that wait to be sent, how far the events were looked at, and what waits for the bundle of the next morning.

-- `sealed` holds address, subject and text under the installation's key. A sent mail has no row; one that failed for good keeps
-- its row without content, so that somebody sees it.
CREATE TABLE IF NOT EXISTS mail_outbox (
  tenant_id @text NOT NULL,
  mail_id @uuid NOT NULL,
  dedupe_key @text NOT NULL,
  sealed @bytes NOT NULL,
  state @text NOT NULL,
  attempts @int NOT NULL,
  created_us @time NOT NULL,
  next_try_us @time NOT NULL,
  useless_us @time NOT NULL,
  lease_until_us @time NOT NULL,
  fence @int NOT NULL,
  last_error @text NOT NULL,
  CONSTRAINT mail_outbox_pk PRIMARY KEY (tenant_id, mail_id),
  CONSTRAINT mail_outbox_once UNIQUE (tenant_id, dedupe_key),
  CONSTRAINT mail_outbox_state CHECK (state IN ('queued', 'failed'))
);
-- @distribute

CREATE INDEX IF NOT EXISTS mail_outbox_due ON mail_outbox (tenant_id, next_try_us, mail_id)
  WHERE state = 'queued';

CREATE TABLE IF NOT EXISTS notify_checkpoint (
  tenant_id @text NOT NULL,
  seq @int NOT NULL,
  CONSTRAINT notify_checkpoint_pk PRIMARY KEY (tenant_id)
);
-- @distribute

-- What a person is told in the next bundle: kind and resource, no names.
CREATE TABLE IF NOT EXISTS notify_waiting (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  item_id @text NOT NULL,
  kind @text NOT NULL,
  resource @text NOT NULL,
  created_us @time NOT NULL,
  CONSTRAINT notify_waiting_pk PRIMARY KEY (tenant_id, person_id, item_id)
);
-- @distribute

-- The last day on which a person got a mail that counts for the one a day.
CREATE TABLE IF NOT EXISTS notify_day (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  day @text NOT NULL,
  CONSTRAINT notify_day_pk PRIMARY KEY (tenant_id, person_id)
);
-- @distribute
