-- Regions, in the institution's own words (R24): where a student looks for a place (empty: anywhere), and where an
-- establishment lies (empty: not known).
ALTER TABLE enrolment ADD COLUMN IF NOT EXISTS region @text NOT NULL DEFAULT '';
ALTER TABLE establishment ADD COLUMN IF NOT EXISTS region @text NOT NULL DEFAULT '';
