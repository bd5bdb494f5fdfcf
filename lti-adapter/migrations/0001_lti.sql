-- What the adapter knows: platforms, its own keys, single-use values, sessions. Before a launch there is no tenant yet,
-- so these tables are keyed without one and never distributed. Secrets only as hashes or sealed.

CREATE TABLE IF NOT EXISTS registration (
  registration_id @uuid NOT NULL,
  issuer @text NOT NULL,
  client_id @text NOT NULL,
  tenant_id @text NOT NULL,
  authorization_endpoint @text NOT NULL,
  token_endpoint @text NOT NULL,
  jwks_uri @text NOT NULL,
  token_audience @text NOT NULL,
  scopes @text NOT NULL,
  family @text NOT NULL,
  embedding_origins @text NOT NULL,
  status @text NOT NULL,
  created_us @time NOT NULL,
  CONSTRAINT registration_pk PRIMARY KEY (registration_id),
  CONSTRAINT registration_client UNIQUE (issuer, client_id),
  CONSTRAINT registration_status CHECK (status IN ('active', 'disabled'))
);
-- @reference

CREATE TABLE IF NOT EXISTS deployment (
  registration_id @uuid NOT NULL,
  deployment_id @text NOT NULL,
  tenant_id @text NOT NULL,
  status @text NOT NULL,
  first_seen_us @time NOT NULL,
  CONSTRAINT deployment_pk PRIMARY KEY (registration_id, deployment_id),
  CONSTRAINT deployment_registration FOREIGN KEY (registration_id) REFERENCES registration (registration_id),
  CONSTRAINT deployment_status CHECK (status IN ('active', 'pending'))
);
-- @reference

CREATE TABLE IF NOT EXISTS invitation (
  code_hash @bytes NOT NULL,
  tenant_id @text NOT NULL,
  uses_left @int NOT NULL,
  lease_until_us @time NOT NULL,
  created_us @time NOT NULL,
  expires_us @time NOT NULL,
  CONSTRAINT invitation_pk PRIMARY KEY (code_hash),
  CONSTRAINT invitation_uses CHECK (uses_left >= 0)
);
-- @reference

CREATE TABLE IF NOT EXISTS own_key (
  kid @text NOT NULL,
  sealed_pem @bytes NOT NULL,
  status @text NOT NULL,
  since_us @time NOT NULL,
  CONSTRAINT own_key_pk PRIMARY KEY (kid),
  CONSTRAINT own_key_status CHECK (status IN ('next', 'current', 'previous'))
);
-- @reference

CREATE UNIQUE INDEX IF NOT EXISTS own_key_one_current ON own_key (status) WHERE status = 'current';

CREATE UNIQUE INDEX IF NOT EXISTS own_key_one_next ON own_key (status) WHERE status = 'next';

-- Used nonces, states, notices: whatever may be taken once. Kept until it could not be valid any more.
CREATE TABLE IF NOT EXISTS used_once (
  value_hash @bytes NOT NULL,
  expires_us @time NOT NULL,
  CONSTRAINT used_once_pk PRIMARY KEY (value_hash)
);
-- @reference

CREATE INDEX IF NOT EXISTS used_once_expiry ON used_once (expires_us);

-- Sealed values kept for a minute or ten, taken once: a verified launch that waits for the platform's storage, and the
-- parameters of a login for the new-window way out.
CREATE TABLE IF NOT EXISTS kept_value (
  key_hash @bytes NOT NULL,
  sealed @bytes NOT NULL,
  expires_us @time NOT NULL,
  CONSTRAINT kept_value_pk PRIMARY KEY (key_hash)
);
-- @reference

CREATE INDEX IF NOT EXISTS kept_value_expiry ON kept_value (expires_us);

CREATE TABLE IF NOT EXISTS session (
  session_id @uuid NOT NULL,
  kind @text NOT NULL,
  identities @json NOT NULL,
  course @text NOT NULL,
  course_title @text NOT NULL,
  registration_id @text NOT NULL,
  language @text NOT NULL,
  embedding_origins @text NOT NULL,
  factor_us @time,
  code_hash @bytes,
  code_expires_us @time NOT NULL,
  cookie_hash @bytes,
  created_us @time NOT NULL,
  used_us @time NOT NULL,
  expires_us @time NOT NULL,
  CONSTRAINT session_pk PRIMARY KEY (session_id),
  CONSTRAINT session_kind CHECK (kind IN ('lms', 'guest'))
);
-- @reference

CREATE UNIQUE INDEX IF NOT EXISTS session_code ON session (code_hash);

CREATE UNIQUE INDEX IF NOT EXISTS session_cookie ON session (cookie_hash);

CREATE INDEX IF NOT EXISTS session_expiry ON session (expires_us);

CREATE TABLE IF NOT EXISTS session_token (
  token_hash @bytes NOT NULL,
  session_id @uuid NOT NULL,
  created_us @time NOT NULL,
  CONSTRAINT session_token_pk PRIMARY KEY (token_hash),
  CONSTRAINT session_token_session FOREIGN KEY (session_id) REFERENCES session (session_id)
);
-- @reference

CREATE INDEX IF NOT EXISTS session_token_of ON session_token (session_id);
