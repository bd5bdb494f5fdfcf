-- The programmes that a role is limited to: their ids, separated by spaces; empty for the whole institution.
ALTER TABLE role_grant ADD COLUMN IF NOT EXISTS programmes @text NOT NULL DEFAULT '';
