-- Grades on their way to the LMS: how far the events of each institution were read, where each student's grades can go, and
-- every score with what happened to it. Scores belong to an institution; the lease of a platform belongs to none.

CREATE TABLE IF NOT EXISTS event_position (
  tenant_id @text NOT NULL,
  resume_token @text NOT NULL,
  version @int NOT NULL,
  updated_us @time NOT NULL,
  CONSTRAINT event_position_pk PRIMARY KEY (tenant_id)
);
-- @distribute

-- The grade book of a course as launches tell of it.
CREATE TABLE IF NOT EXISTS grade_book (
  tenant_id @text NOT NULL,
  registration_id @uuid NOT NULL,
  deployment_id @text NOT NULL,
  context_id @text NOT NULL,
  lineitems_url @text NOT NULL,
  scopes @text NOT NULL,
  seen_us @time NOT NULL,
  CONSTRAINT grade_book_pk PRIMARY KEY (tenant_id, registration_id, deployment_id, context_id)
);
-- @distribute

-- A student in that course: the platform's own id of the person, and what the last launch came through.
CREATE TABLE IF NOT EXISTS grade_seat (
  tenant_id @text NOT NULL,
  person_id @uuid NOT NULL,
  registration_id @uuid NOT NULL,
  deployment_id @text NOT NULL,
  context_id @text NOT NULL,
  subject @text NOT NULL,
  resource_link_id @text NOT NULL,
  lineitem_url @text NOT NULL,
  seen_us @time NOT NULL,
  CONSTRAINT grade_seat_pk PRIMARY KEY (tenant_id, person_id, registration_id, deployment_id, context_id)
);
-- @distribute

-- A column that was found or made in a grade book.
CREATE TABLE IF NOT EXISTS grade_column (
  tenant_id @text NOT NULL,
  registration_id @uuid NOT NULL,
  deployment_id @text NOT NULL,
  context_id @text NOT NULL,
  resource_id @text NOT NULL,
  tag @text NOT NULL,
  lineitem_url @text NOT NULL,
  found_us @time NOT NULL,
  CONSTRAINT grade_column_pk PRIMARY KEY (tenant_id, registration_id, deployment_id, context_id, resource_id, tag)
);
-- @distribute

-- One publication of one assessment. Where it goes is empty until the student has a seat.
CREATE TABLE IF NOT EXISTS score (
  tenant_id @text NOT NULL,
  score_id @uuid NOT NULL,
  assessment_id @text NOT NULL,
  placement_id @text NOT NULL,
  person_id @uuid NOT NULL,
  version @int NOT NULL,
  mark_tenths @int NOT NULL,
  published_us @time NOT NULL,
  submitted_us @time,
  resource_id @text NOT NULL,
  tag @text NOT NULL,
  label @text NOT NULL,
  state @text NOT NULL,
  registration_id @text NOT NULL,
  deployment_id @text NOT NULL,
  context_id @text NOT NULL,
  subject @text NOT NULL,
  column_key @text NOT NULL,
  given_url @text NOT NULL,
  resource_link_id @text NOT NULL,
  timestamp_us @time NOT NULL,
  doubt @text NOT NULL,
  failures @int NOT NULL,
  attempts @int NOT NULL,
  next_us @time NOT NULL,
  status @int NOT NULL,
  reason @text NOT NULL,
  sent_us @time,
  CONSTRAINT score_pk PRIMARY KEY (tenant_id, score_id),
  CONSTRAINT score_version UNIQUE (tenant_id, assessment_id, version),
  CONSTRAINT score_mark CHECK (mark_tenths BETWEEN 10 AND 100),
  CONSTRAINT score_doubt CHECK (doubt IN ('none', 'lost', 'killed')),
  CONSTRAINT score_state CHECK (state IN ('waiting', 'no_column', 'sent', 'superseded', 'refused'))
);
-- @distribute

CREATE INDEX IF NOT EXISTS score_newest ON score (tenant_id, published_us, score_id);

-- All scores of one student in one column.
CREATE INDEX IF NOT EXISTS score_line ON score (tenant_id, registration_id, deployment_id, context_id, column_key, subject);

CREATE INDEX IF NOT EXISTS score_of_person ON score (tenant_id, person_id);

-- What a platform is to get, across the institutions that share it.
CREATE INDEX IF NOT EXISTS score_due ON score (registration_id, next_us) WHERE state = 'waiting';

CREATE INDEX IF NOT EXISTS score_without_column ON score (next_us) WHERE state = 'no_column';

CREATE TABLE IF NOT EXISTS score_attempt (
  tenant_id @text NOT NULL,
  score_id @uuid NOT NULL,
  number @int NOT NULL,
  begun_us @time NOT NULL,
  ended_us @time,
  times @int NOT NULL,
  outcome @text NOT NULL,
  status @int NOT NULL,
  reason @text NOT NULL,
  CONSTRAINT score_attempt_pk PRIMARY KEY (tenant_id, score_id, number),
  CONSTRAINT score_attempt_score FOREIGN KEY (tenant_id, score_id) REFERENCES score (tenant_id, score_id),
  CONSTRAINT score_attempt_outcome CHECK (outcome IN ('unknown', 'sent', 'retry', 'refused'))
);
-- @distribute

-- Which adapter sends to a platform, and until when nobody does.
CREATE TABLE IF NOT EXISTS platform_queue (
  registration_id @uuid NOT NULL,
  fence @int NOT NULL,
  lease_until_us @time NOT NULL,
  pause_until_us @time NOT NULL,
  failures @int NOT NULL,
  reason @text NOT NULL,
  CONSTRAINT platform_queue_pk PRIMARY KEY (registration_id)
);
-- @reference
