-- Institutions, programmes, persons, organisations. Each row carries the version that its resource has in the shared
-- table `resource`, and `sort_key`, by which its kind is listed (tables.h says what stands in it). Days are text of
-- the form 2026-09-01.

CREATE TABLE IF NOT EXISTS institution (
  tenant_id @text NOT NULL,
  id @text NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  display_name @text NOT NULL,
  time_zone @text NOT NULL,
  language_code @text NOT NULL,
  accent_color @text NOT NULL,
  institution_code @text NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT institution_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT institution_tenant CHECK (id = tenant_id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS policy_set (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  variant @text NOT NULL,
  number @int NOT NULL,
  agreement_rule @text NOT NULL,
  required_clauses @text NOT NULL,
  search_clock_weeks @text NOT NULL,
  loosened_reason @text NOT NULL,
  create_time @time NOT NULL,
  agreement_due_days @int NOT NULL,
  scan_validity_days @int NOT NULL,
  scan_lead_days @int NOT NULL,
  task_submit_percent @int NOT NULL,
  task_submit_week @int NOT NULL,
  verdict_working_days @int NOT NULL,
  verdict_lead_days @int NOT NULL,
  verdict_manager_days @int NOT NULL,
  mid_term_interval_weeks @int NOT NULL,
  mid_term_from_percent @int NOT NULL,
  mid_term_to_percent @int NOT NULL,
  contact_interval_weeks @int NOT NULL,
  silence_programme_workplace_weeks @int NOT NULL,
  silence_programme_student_weeks @int NOT NULL,
  silence_student_workplace_weeks @int NOT NULL,
  pulse_interval_weeks @int NOT NULL,
  learning_share_alert_percent @int NOT NULL,
  deadline_shift_alert @int NOT NULL,
  continuation_working_days @int NOT NULL,
  max_students_per_supervisor @int NOT NULL,
  attention_minutes_per_week @int NOT NULL,
  signal_working_days @int NOT NULL,
  appeal_weeks @int NOT NULL,
  guest_unopened_days @int NOT NULL,
  guest_after_end_days @int NOT NULL,
  briefing_valid_months @int NOT NULL,
  CONSTRAINT policy_set_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT policy_set_number UNIQUE (tenant_id, variant, number),
  CONSTRAINT policy_set_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT policy_set_rule CHECK (agreement_rule IN ('three_party', 'three_party_legal', 'desirable')),
  CONSTRAINT policy_set_dual CHECK (variant <> 'dual' OR agreement_rule = 'three_party_legal')
);
-- @distribute
CREATE INDEX IF NOT EXISTS policy_set_list
  ON policy_set (tenant_id, sort_key, id);

CREATE TABLE IF NOT EXISTS programme (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  display_name @text NOT NULL,
  level @int NOT NULL,
  sector @text NOT NULL,
  validation_order @text NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT programme_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT programme_level CHECK (level BETWEEN 1 AND 8)
);
-- @distribute
CREATE INDEX IF NOT EXISTS programme_list
  ON programme (tenant_id, sort_key, id);

CREATE TABLE IF NOT EXISTS outcome_set (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  programme_id @uuid NOT NULL,
  number @int NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT outcome_set_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT outcome_set_number UNIQUE (tenant_id, programme_id, number),
  CONSTRAINT outcome_set_owner UNIQUE (tenant_id, programme_id, id),
  CONSTRAINT outcome_set_programme FOREIGN KEY (tenant_id, programme_id)
    REFERENCES programme (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS outcome_set_list
  ON outcome_set (tenant_id, programme_id, sort_key, id);

CREATE TABLE IF NOT EXISTS outcome (
  tenant_id @text NOT NULL,
  outcome_set_id @uuid NOT NULL,
  position @int NOT NULL,
  code @text NOT NULL,
  title @text NOT NULL,
  description @text NOT NULL,
  CONSTRAINT outcome_pk PRIMARY KEY (tenant_id, outcome_set_id, position),
  CONSTRAINT outcome_code UNIQUE (tenant_id, outcome_set_id, code),
  CONSTRAINT outcome_set FOREIGN KEY (tenant_id, outcome_set_id)
    REFERENCES outcome_set (tenant_id, id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS outcome_level (
  tenant_id @text NOT NULL,
  outcome_set_id @uuid NOT NULL,
  position @int NOT NULL,
  level @int NOT NULL,
  description @text NOT NULL,
  CONSTRAINT outcome_level_pk PRIMARY KEY (tenant_id, outcome_set_id, position, level),
  CONSTRAINT outcome_level_level CHECK (level BETWEEN 1 AND 4),
  CONSTRAINT outcome_level_outcome FOREIGN KEY (tenant_id, outcome_set_id, position)
    REFERENCES outcome (tenant_id, outcome_set_id, position)
);
-- @distribute

CREATE TABLE IF NOT EXISTS programme_variant (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  programme_id @uuid NOT NULL,
  variant @text NOT NULL,
  funding @text NOT NULL,
  rio_code @text NOT NULL,
  credits_ec @int NOT NULL,
  practice_share_percent @int NOT NULL,
  policy_set_id @uuid NOT NULL,
  outcome_set_id @uuid,
  CONSTRAINT programme_variant_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT programme_variant_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT programme_variant_funding CHECK (funding IN ('funded', 'non_funded')),
  CONSTRAINT programme_variant_owner UNIQUE (tenant_id, programme_id, id),
  CONSTRAINT programme_variant_programme FOREIGN KEY (tenant_id, programme_id)
    REFERENCES programme (tenant_id, id),
  CONSTRAINT programme_variant_policy FOREIGN KEY (tenant_id, policy_set_id)
    REFERENCES policy_set (tenant_id, id),
  CONSTRAINT programme_variant_outcomes FOREIGN KEY (tenant_id, programme_id, outcome_set_id)
    REFERENCES outcome_set (tenant_id, programme_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS programme_variant_list
  ON programme_variant (tenant_id, programme_id, sort_key, id);

CREATE TABLE IF NOT EXISTS person (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  display_name @text NOT NULL,
  given_name @text NOT NULL,
  language_code @text NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT person_pk PRIMARY KEY (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS person_list
  ON person (tenant_id, sort_key, id);

CREATE TABLE IF NOT EXISTS person_contact (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  email @text NOT NULL,
  phone @text NOT NULL,
  CONSTRAINT person_contact_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT person_contact_person FOREIGN KEY (tenant_id, id)
    REFERENCES person (tenant_id, id)
);
-- @distribute

-- Who launched from an LMS: opaque (issuer, subject), the same person for ever.
CREATE TABLE IF NOT EXISTS person_identity (
  tenant_id @text NOT NULL,
  issuer @text NOT NULL,
  subject @text NOT NULL,
  person_id @uuid NOT NULL,
  create_time @time NOT NULL,
  CONSTRAINT person_identity_pk PRIMARY KEY (tenant_id, issuer, subject),
  CONSTRAINT person_identity_person FOREIGN KEY (tenant_id, person_id)
    REFERENCES person (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS person_identity_person
  ON person_identity (tenant_id, person_id);

CREATE TABLE IF NOT EXISTS enrolment (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  student_id @uuid NOT NULL,
  programme_id @uuid NOT NULL,
  variant_id @uuid NOT NULL,
  phase @int NOT NULL,
  entry_level @text NOT NULL,
  start_date @text NOT NULL,
  end_date @text,
  create_time @time NOT NULL,
  CONSTRAINT enrolment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT enrolment_phase CHECK (phase BETWEEN 1 AND 8),
  CONSTRAINT enrolment_days CHECK (end_date IS NULL OR end_date >= start_date),
  CONSTRAINT enrolment_student FOREIGN KEY (tenant_id, student_id)
    REFERENCES person (tenant_id, id),
  CONSTRAINT enrolment_variant FOREIGN KEY (tenant_id, programme_id, variant_id)
    REFERENCES programme_variant (tenant_id, programme_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS enrolment_list
  ON enrolment (tenant_id, sort_key, id);
CREATE INDEX IF NOT EXISTS enrolment_student
  ON enrolment (tenant_id, student_id, sort_key, id);

-- Exactly one contact person on each day (R48): a student has one assignment without an end at most, and the next one
-- ends it in the transaction that begins it, guarded by its version.
CREATE TABLE IF NOT EXISTS contact_assignment (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  student_id @uuid NOT NULL,
  teacher_id @uuid NOT NULL,
  start_date @text NOT NULL,
  end_date @text,
  CONSTRAINT contact_assignment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_assignment_start UNIQUE (tenant_id, student_id, start_date),
  CONSTRAINT contact_assignment_days CHECK (end_date IS NULL OR end_date >= start_date),
  CONSTRAINT contact_assignment_persons CHECK (student_id <> teacher_id),
  CONSTRAINT contact_assignment_student FOREIGN KEY (tenant_id, student_id)
    REFERENCES person (tenant_id, id),
  CONSTRAINT contact_assignment_teacher FOREIGN KEY (tenant_id, teacher_id)
    REFERENCES person (tenant_id, id)
);
-- @distribute
CREATE UNIQUE INDEX IF NOT EXISTS contact_assignment_open
  ON contact_assignment (tenant_id, student_id) WHERE end_date IS NULL;
CREATE INDEX IF NOT EXISTS contact_assignment_list
  ON contact_assignment (tenant_id, sort_key, id);
CREATE INDEX IF NOT EXISTS contact_assignment_teacher
  ON contact_assignment (tenant_id, teacher_id, start_date);

CREATE TABLE IF NOT EXISTS organisation (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  display_name @text NOT NULL,
  kvk_number @text NOT NULL,
  verify_time @time,
  relation_type @text NOT NULL,
  sector @text NOT NULL,
  CONSTRAINT organisation_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT organisation_relation CHECK (relation_type IN ('structural', 'incidental')),
  CONSTRAINT organisation_verified CHECK (verify_time IS NULL OR kvk_number <> '')
);
-- @distribute
CREATE UNIQUE INDEX IF NOT EXISTS organisation_kvk
  ON organisation (tenant_id, kvk_number) WHERE kvk_number <> '';
CREATE INDEX IF NOT EXISTS organisation_list
  ON organisation (tenant_id, sort_key, id);

CREATE TABLE IF NOT EXISTS establishment (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  organisation_id @uuid NOT NULL,
  display_name @text NOT NULL,
  establishment_number @text NOT NULL,
  address @text NOT NULL,
  city @text NOT NULL,
  CONSTRAINT establishment_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT establishment_owner UNIQUE (tenant_id, organisation_id, id),
  CONSTRAINT establishment_organisation FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisation (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS establishment_list
  ON establishment (tenant_id, organisation_id, sort_key, id);

CREATE TABLE IF NOT EXISTS workplace (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  organisation_id @uuid NOT NULL,
  display_name @text NOT NULL,
  establishment_id @uuid,
  sector @text NOT NULL,
  CONSTRAINT workplace_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT workplace_organisation FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisation (tenant_id, id),
  CONSTRAINT workplace_establishment FOREIGN KEY (tenant_id, organisation_id, establishment_id)
    REFERENCES establishment (tenant_id, organisation_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS workplace_list
  ON workplace (tenant_id, organisation_id, sort_key, id);

CREATE TABLE IF NOT EXISTS supervisor_profile (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  sort_key @text NOT NULL,
  organisation_id @uuid NOT NULL,
  person_id @uuid NOT NULL,
  function @text NOT NULL,
  job_title @text NOT NULL,
  qualifications @text NOT NULL,
  briefing_date @text,
  briefing_valid_until @text,
  attention_budget_minutes @int,
  CONSTRAINT supervisor_profile_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT supervisor_profile_function CHECK (function IN ('floor_supervisor', 'organisation_contact')),
  CONSTRAINT supervisor_profile_role UNIQUE (tenant_id, organisation_id, person_id, function),
  CONSTRAINT supervisor_profile_organisation FOREIGN KEY (tenant_id, organisation_id)
    REFERENCES organisation (tenant_id, id),
  CONSTRAINT supervisor_profile_person FOREIGN KEY (tenant_id, person_id)
    REFERENCES person (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS supervisor_profile_list
  ON supervisor_profile (tenant_id, organisation_id, sort_key, id);
CREATE INDEX IF NOT EXISTS supervisor_profile_person
  ON supervisor_profile (tenant_id, person_id);
