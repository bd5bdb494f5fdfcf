-- Under which id a school's own files know something: so that the same file again changes nothing.

CREATE TABLE IF NOT EXISTS external_key (
  tenant_id @text NOT NULL,
  kind @text NOT NULL,
  external_id @text NOT NULL,
  resource_id @uuid NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT external_key_pk PRIMARY KEY (tenant_id, kind, external_id),
  CONSTRAINT external_key_kind CHECK (kind IN ('organisation', 'establishment', 'place', 'student'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS external_key_resource
  ON external_key (tenant_id, kind, resource_id);
