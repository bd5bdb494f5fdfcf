-- Agreements of three parties, their versions, what happened to them; framework agreements; templates.

-- `version` is the one of the shared table of resources, kept here too so that a read needs one table less.
-- The next_ columns are of the proposal while there is one: both supervisors see an agreement while the
-- second takes over from the first. `is_open`: in force, or on its way.
CREATE TABLE IF NOT EXISTS agreement (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  placement_id @uuid NOT NULL,
  student_id @uuid NOT NULL,
  programme_variant @text NOT NULL,
  variant @text NOT NULL,
  funding @text NOT NULL,
  kind @text NOT NULL,
  language @text NOT NULL,
  student_name @text NOT NULL,
  programme_name @text NOT NULL,
  organisation_name @text NOT NULL,
  institution_name @text NOT NULL,
  state @text NOT NULL,
  is_open @int NOT NULL,
  newest_number @int NOT NULL,
  in_force_number @int,
  proposal_number @int,
  in_force_end_date @text,
  programme_person_id @uuid,
  workplace_person_id @uuid,
  organisation_id @uuid,
  next_programme_person_id @uuid,
  next_workplace_person_id @uuid,
  next_organisation_id @uuid,
  due_date @text NOT NULL,
  overdue_us @time,
  framework_agreement_id @uuid,
  framework_title @text NOT NULL,
  create_us @time NOT NULL,
  update_us @time NOT NULL,
  CONSTRAINT agreement_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT agreement_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT agreement_funding CHECK (funding IN ('funded', 'non_funded')),
  CONSTRAINT agreement_language CHECK (language IN ('nl', 'en')),
  CONSTRAINT agreement_is_open CHECK (is_open IN (0, 1)),
  CONSTRAINT agreement_has_version CHECK (in_force_number IS NOT NULL OR proposal_number IS NOT NULL)
);
-- @distribute
-- One agreement at a time for a placement.
CREATE UNIQUE INDEX IF NOT EXISTS agreement_open_placement
  ON agreement (tenant_id, placement_id) WHERE is_open = 1;
CREATE INDEX IF NOT EXISTS agreement_list ON agreement (tenant_id, update_us, id);
CREATE INDEX IF NOT EXISTS agreement_student ON agreement (tenant_id, student_id, update_us, id);
CREATE INDEX IF NOT EXISTS agreement_placement ON agreement (tenant_id, placement_id);
CREATE INDEX IF NOT EXISTS agreement_due
  ON agreement (tenant_id, due_date) WHERE is_open = 1 AND in_force_number IS NULL AND overdue_us IS NULL;
CREATE INDEX IF NOT EXISTS agreement_end
  ON agreement (tenant_id, in_force_end_date) WHERE in_force_number IS NOT NULL;

-- `clauses`, `commitments` and `responsibilities` are read and written whole.
CREATE TABLE IF NOT EXISTS agreement_version (
  tenant_id @text NOT NULL,
  agreement_id @uuid NOT NULL,
  number @int NOT NULL,
  state @text NOT NULL,
  amendment_kind @text,
  amendment_reason @text,
  amendment_requested_by @text,
  changed_clauses @text,
  start_date @text NOT NULL,
  end_date @text NOT NULL,
  weekly_hours @int NOT NULL,
  clauses @json NOT NULL,
  commitments @json NOT NULL,
  responsibilities @json NOT NULL,
  document_hash @text NOT NULL,
  offer_us @time,
  in_force_us @time,
  ending_person_id @uuid,
  ending_name @text,
  ending_role @text,
  ending_us @time,
  ending_reason @text,
  ending_ground @text,
  ending_last_date @text,
  sealed_sha256 @text,
  sealed_name @text,
  sealed_bytes @int,
  create_us @time NOT NULL,
  CONSTRAINT agreement_version_pk PRIMARY KEY (tenant_id, agreement_id, number),
  CONSTRAINT agreement_version_of FOREIGN KEY (tenant_id, agreement_id)
    REFERENCES agreement (tenant_id, id),
  CONSTRAINT agreement_version_state CHECK (state IN ('draft', 'in_review', 'offered', 'partially_signed',
    'in_force', 'superseded', 'expired', 'terminated', 'declined', 'withdrawn')),
  CONSTRAINT agreement_version_period CHECK (start_date <= end_date),
  CONSTRAINT agreement_version_hashed CHECK (
    state IN ('draft', 'in_review', 'withdrawn') OR document_hash <> ''),
  CONSTRAINT agreement_version_sealed CHECK (in_force_us IS NULL OR sealed_sha256 IS NOT NULL)
);
-- @distribute
-- One version in force at a time (R17).
CREATE UNIQUE INDEX IF NOT EXISTS agreement_version_in_force
  ON agreement_version (tenant_id, agreement_id) WHERE state = 'in_force';

-- One row per side: who signs, whether the matrix was accepted, where the signature stands and its
-- evidence (R10, R20).
CREATE TABLE IF NOT EXISTS agreement_party (
  tenant_id @text NOT NULL,
  agreement_id @uuid NOT NULL,
  number @int NOT NULL,
  role @text NOT NULL,
  person_id @uuid,
  display_name @text NOT NULL,
  capacity @text NOT NULL,
  organisation_name @text NOT NULL,
  organisation_id @uuid,
  accept_us @time,
  signature_state @text,
  signature_us @time,
  document_hash @text,
  text_format @int,
  consent @text,
  masked_address @text,
  client_address @text,
  user_agent @text,
  sign_order @int,
  CONSTRAINT agreement_party_pk PRIMARY KEY (tenant_id, agreement_id, number, role),
  CONSTRAINT agreement_party_of FOREIGN KEY (tenant_id, agreement_id, number)
    REFERENCES agreement_version (tenant_id, agreement_id, number),
  CONSTRAINT agreement_party_role CHECK (role IN ('student', 'programme', 'workplace')),
  CONSTRAINT agreement_party_signature CHECK (
    signature_state IN ('requested', 'opened', 'signed', 'refused')),
  CONSTRAINT agreement_party_evidence CHECK (signature_state <> 'signed' OR (document_hash IS NOT NULL
    AND consent IS NOT NULL AND masked_address IS NOT NULL AND sign_order IS NOT NULL))
);
-- @distribute
-- Nobody signs twice in one place.
CREATE UNIQUE INDEX IF NOT EXISTS agreement_party_order
  ON agreement_party (tenant_id, agreement_id, number, sign_order) WHERE sign_order IS NOT NULL;

CREATE TABLE IF NOT EXISTS agreement_validation (
  tenant_id @text NOT NULL,
  agreement_id @uuid NOT NULL,
  number @int NOT NULL,
  position @int NOT NULL,
  step @text NOT NULL,
  person_id @uuid,
  display_name @text NOT NULL,
  validate_us @time,
  CONSTRAINT agreement_validation_pk PRIMARY KEY (tenant_id, agreement_id, number, position),
  CONSTRAINT agreement_validation_of FOREIGN KEY (tenant_id, agreement_id, number)
    REFERENCES agreement_version (tenant_id, agreement_id, number),
  CONSTRAINT agreement_validation_step CHECK (step IN ('teacher', 'practice_office', 'programme_manager'))
);
-- @distribute

-- The timeline. `position` orders what happened in one commit.
CREATE TABLE IF NOT EXISTS agreement_event (
  tenant_id @text NOT NULL,
  agreement_id @uuid NOT NULL,
  event_us @time NOT NULL,
  id @uuid NOT NULL,
  position @int NOT NULL,
  type @text NOT NULL,
  number @int NOT NULL,
  state @text NOT NULL,
  person_id @uuid,
  actor @text NOT NULL,
  role @text,
  note @text NOT NULL,
  commitment @text NOT NULL,
  commitment_status @text,
  CONSTRAINT agreement_event_pk PRIMARY KEY (tenant_id, agreement_id, event_us, id, position),
  CONSTRAINT agreement_event_of FOREIGN KEY (tenant_id, agreement_id)
    REFERENCES agreement (tenant_id, id)
);
-- @distribute

CREATE TABLE IF NOT EXISTS framework_agreement (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  organisation_id @uuid NOT NULL,
  organisation_name @text NOT NULL,
  signatory @text NOT NULL,
  signatory_name @text NOT NULL,
  text @text NOT NULL,
  start_date @text NOT NULL,
  end_date @text NOT NULL,
  create_us @time NOT NULL,
  CONSTRAINT framework_agreement_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT framework_agreement_period CHECK (start_date <= end_date)
);
-- @distribute
CREATE INDEX IF NOT EXISTS framework_agreement_list ON framework_agreement (tenant_id, create_us, id);
CREATE INDEX IF NOT EXISTS framework_agreement_organisation
  ON framework_agreement (tenant_id, organisation_id, create_us, id);

CREATE TABLE IF NOT EXISTS agreement_template (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  variant @text NOT NULL,
  language @text NOT NULL,
  number @int NOT NULL,
  clauses @json NOT NULL,
  commitments @json NOT NULL,
  responsibilities @json NOT NULL,
  create_us @time NOT NULL,
  CONSTRAINT agreement_template_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT agreement_template_number UNIQUE (tenant_id, variant, language, number),
  CONSTRAINT agreement_template_variant CHECK (variant IN ('full_time', 'part_time', 'dual')),
  CONSTRAINT agreement_template_language CHECK (language IN ('nl', 'en'))
);
-- @distribute
