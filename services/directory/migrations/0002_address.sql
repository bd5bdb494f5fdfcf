-- The address in lower case, so that a launch finds the student whom a file brought in by it.
ALTER TABLE person_contact ADD COLUMN IF NOT EXISTS email_folded @text NOT NULL DEFAULT '';
UPDATE person_contact SET email_folded = lower(email) WHERE email <> '' AND email_folded = '';
CREATE INDEX IF NOT EXISTS person_contact_address
  ON person_contact (tenant_id, email_folded);
