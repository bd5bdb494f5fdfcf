-- How a placement is looked for and what it is for: who brought it, the two axes (0: not said), the codes of the outcomes it is
-- meant to cover (a line each), the offer it takes a place of, refused proposals, and the marks of the search clock that were
-- told already.
ALTER TABLE placement ADD COLUMN IF NOT EXISTS origin @text NOT NULL DEFAULT ''
  CONSTRAINT placement_origin CHECK (origin IN ('', 'practice_office', 'matching_round', 'student_proposed',
    'teacher_network', 'fellow_student', 'own_employer', 'continuation'));
ALTER TABLE placement ADD COLUMN IF NOT EXISTS collaboration_level @int NOT NULL DEFAULT 0
  CONSTRAINT placement_collaboration CHECK (collaboration_level BETWEEN 0 AND 5);
ALTER TABLE placement ADD COLUMN IF NOT EXISTS authenticity_level @int NOT NULL DEFAULT 0
  CONSTRAINT placement_authenticity CHECK (authenticity_level BETWEEN 0 AND 5);
ALTER TABLE placement ADD COLUMN IF NOT EXISTS outcome_codes @text NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN IF NOT EXISTS capacity_offer_id @uuid;
ALTER TABLE placement ADD COLUMN IF NOT EXISTS refusal_count @int NOT NULL DEFAULT 0
  CONSTRAINT placement_refusals CHECK (refusal_count >= 0);
ALTER TABLE placement ADD COLUMN IF NOT EXISTS refusal_reason @text NOT NULL DEFAULT '';
ALTER TABLE placement ADD COLUMN IF NOT EXISTS escalation_step @int NOT NULL DEFAULT 0
  CONSTRAINT placement_escalation CHECK (escalation_step >= 0);

-- The row that a change locks before it adds up the hours of a student's placements, so that two at once cannot both fit
-- (R6).
CREATE TABLE IF NOT EXISTS student_load (
  tenant_id @text NOT NULL,
  student_id @uuid NOT NULL,
  changes @int NOT NULL,
  CONSTRAINT student_load_pk PRIMARY KEY (tenant_id, student_id)
);
-- @distribute
