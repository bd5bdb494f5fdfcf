-- Roles of organisations at the level of an associate degree (R11).

CREATE TABLE IF NOT EXISTS job_role (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  organisation_id @uuid NOT NULL,
  display_name @text NOT NULL,
  sector @text NOT NULL,
  level @int NOT NULL,
  presence @text NOT NULL,
  note @text NOT NULL,
  CONSTRAINT job_role_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT job_role_level CHECK (level BETWEEN 1 AND 8),
  CONSTRAINT job_role_presence CHECK (presence IN ('present', 'planned', 'absent')),
  CONSTRAINT job_role_organisation FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisation (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS job_role_list
  ON job_role (tenant_id, organisation_id, sort_key, id);
