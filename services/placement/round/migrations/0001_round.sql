-- Matching rounds, their places and their participants. `version` is that of the resource in the shared table; days are text
-- of the form 2026-09-01. Lists that are read and written whole are JSON.

CREATE TABLE IF NOT EXISTS matching_round (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  display_name @text NOT NULL,
  state @text NOT NULL,
  rule @text NOT NULL,
  groups @json NOT NULL,
  is_grouped @int NOT NULL,
  start_date @text NOT NULL,
  end_date @text NOT NULL,
  form @text NOT NULL,
  weekly_hours @int NOT NULL,
  preferences_due_time @time NOT NULL,
  answer_days @int NOT NULL,
  max_wish_count @int NOT NULL,
  max_students_per_supervisor @int NOT NULL,
  sealed_seed @bytes,
  seed_commitment @text,
  commit_time @time,
  proposed_run_id @uuid,
  proposed_by_id @uuid,
  published_run_id @uuid,
  publish_time @time,
  published_by_id @uuid,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT matching_round_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT matching_round_state CHECK (state IN ('setup', 'preferences_open', 'frozen', 'published', 'closed')),
  CONSTRAINT matching_round_rule CHECK (rule IN ('stable', 'most_placed')),
  CONSTRAINT matching_round_grouped CHECK (is_grouped IN (0, 1)),
  CONSTRAINT matching_round_form CHECK (form IN ('internship', 'ribbon_internship', 'graduation_internship',
    'own_workplace', 'dual_post', 'in_company', 'short_assignment', 'school_project', 'own_business')),
  CONSTRAINT matching_round_days CHECK (end_date >= start_date),
  CONSTRAINT matching_round_numbers CHECK (weekly_hours BETWEEN 1 AND 60 AND answer_days BETWEEN 1 AND 60
    AND max_wish_count BETWEEN 1 AND 100 AND max_students_per_supervisor BETWEEN 0 AND 50),
  CONSTRAINT matching_round_seed CHECK ((state = 'setup') = (sealed_seed IS NULL)
    AND (sealed_seed IS NULL) = (seed_commitment IS NULL) AND (sealed_seed IS NULL) = (commit_time IS NULL)),
  CONSTRAINT matching_round_proposed CHECK ((proposed_run_id IS NULL) = (proposed_by_id IS NULL)),
  CONSTRAINT matching_round_published CHECK ((state IN ('published', 'closed')) = (published_run_id IS NOT NULL)
    AND (published_run_id IS NULL) = (publish_time IS NULL) AND (published_run_id IS NULL) = (published_by_id IS NULL))
);
-- @distribute
CREATE INDEX IF NOT EXISTS matching_round_list
  ON matching_round (tenant_id, start_date, id);
CREATE INDEX IF NOT EXISTS matching_round_by_state
  ON matching_round (tenant_id, state, id);

-- The programmes of a round's groups, for the reach of lists.
CREATE TABLE IF NOT EXISTS matching_round_programme (
  tenant_id @text NOT NULL,
  programme_id @uuid NOT NULL,
  round_id @uuid NOT NULL,
  CONSTRAINT matching_round_programme_pk PRIMARY KEY (tenant_id, programme_id, round_id),
  CONSTRAINT matching_round_programme_round FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS matching_round_programme_of
  ON matching_round_programme (tenant_id, round_id, programme_id);

CREATE TABLE IF NOT EXISTS round_place (
  tenant_id @text NOT NULL,
  round_id @uuid NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  organisation_id @uuid NOT NULL,
  workplace_id @uuid NOT NULL,
  supervisor_id @uuid,
  capacity_offer_id @uuid,
  capacity @int NOT NULL,
  description @text NOT NULL,
  intended_group @text NOT NULL,
  rules @json NOT NULL,
  sort_name @text NOT NULL,
  CONSTRAINT round_place_pk PRIMARY KEY (tenant_id, round_id, id),
  CONSTRAINT round_place_round FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round (tenant_id, id),
  CONSTRAINT round_place_capacity CHECK (capacity BETWEEN 0 AND 500)
);
-- @distribute
CREATE INDEX IF NOT EXISTS round_place_list
  ON round_place (tenant_id, round_id, sort_name, id);

CREATE TABLE IF NOT EXISTS round_participant (
  tenant_id @text NOT NULL,
  round_id @uuid NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  student_id @uuid NOT NULL,
  enrolment_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  variant_id @uuid NOT NULL,
  variant @text NOT NULL,
  phase @int NOT NULL,
  wishes @json NOT NULL,
  submit_time @time,
  submit_reason @text NOT NULL,
  languages @json NOT NULL,
  home @json,
  max_distance_km @int NOT NULL,
  given_state @text,
  given_place_id @uuid,
  given_rank @int NOT NULL,
  answer_due_time @time,
  answer_reason @text NOT NULL,
  move_reason @text NOT NULL,
  placement_id @uuid,
  sort_name @text NOT NULL,
  CONSTRAINT round_participant_pk PRIMARY KEY (tenant_id, round_id, id),
  CONSTRAINT round_participant_once UNIQUE (tenant_id, round_id, student_id),
  CONSTRAINT round_participant_round FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round (tenant_id, id),
  CONSTRAINT round_participant_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT round_participant_given CHECK (given_state IN ('offered', 'accepted', 'declined', 'expired', 'unplaced')),
  CONSTRAINT round_participant_offer CHECK (given_state IS NULL OR given_state NOT IN ('offered', 'accepted')
    OR given_place_id IS NOT NULL),
  CONSTRAINT round_participant_numbers CHECK (max_distance_km BETWEEN 0 AND 500 AND given_rank BETWEEN 0 AND 100)
);
-- @distribute
CREATE INDEX IF NOT EXISTS round_participant_list
  ON round_participant (tenant_id, round_id, sort_name, id);
CREATE INDEX IF NOT EXISTS round_participant_student
  ON round_participant (tenant_id, student_id, round_id);
