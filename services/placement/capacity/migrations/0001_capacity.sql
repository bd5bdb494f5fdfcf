-- Offers of seats, claims on them, and what organisations answer when they are asked to host. `version` is that of the
-- resource in the shared table; days are text of the form 2026-09-01; `sort_name` and `city_key` are folded; lists of codes
-- hold one on each line; `sort_key` is the year, counted down, and the folded name.

CREATE TABLE IF NOT EXISTS capacity_offer (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  organisation_id @uuid NOT NULL,
  organisation_name @text NOT NULL,
  sort_name @text NOT NULL,
  workplace_id @uuid NOT NULL,
  supervisor_id @uuid,
  start_date @text NOT NULL,
  end_date @text NOT NULL,
  seat_count @int NOT NULL,
  weekly_hours @int NOT NULL,
  forms @text NOT NULL,
  min_phase @int NOT NULL,
  open_full_time @int NOT NULL,
  open_part_time @int NOT NULL,
  open_dual @int NOT NULL,
  languages @text NOT NULL,
  outcome_codes @text NOT NULL,
  city @text NOT NULL,
  shown_city @text NOT NULL,
  city_key @text NOT NULL,
  note @text NOT NULL,
  state @text NOT NULL,
  create_time @time NOT NULL,
  update_time @time NOT NULL,
  CONSTRAINT capacity_offer_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT capacity_offer_days CHECK (end_date >= start_date),
  CONSTRAINT capacity_offer_seats CHECK (seat_count BETWEEN 0 AND 500),
  CONSTRAINT capacity_offer_hours CHECK (weekly_hours BETWEEN 1 AND 60),
  CONSTRAINT capacity_offer_phase CHECK (min_phase BETWEEN 1 AND 8),
  CONSTRAINT capacity_offer_open CHECK (open_full_time IN (0, 1) AND open_part_time IN (0, 1) AND open_dual IN (0, 1)),
  CONSTRAINT capacity_offer_state CHECK (state IN ('offered', 'withdrawn'))
);
-- @distribute
CREATE INDEX IF NOT EXISTS capacity_offer_list
  ON capacity_offer (tenant_id, sort_name, start_date, id);
CREATE INDEX IF NOT EXISTS capacity_offer_organisation
  ON capacity_offer (tenant_id, organisation_id, start_date, id);
CREATE INDEX IF NOT EXISTS capacity_offer_workplace
  ON capacity_offer (tenant_id, workplace_id, start_date, id);

CREATE TABLE IF NOT EXISTS capacity_share (
  tenant_id @text NOT NULL,
  offer_id @uuid NOT NULL,
  position @int NOT NULL,
  programme_id @uuid NOT NULL,
  reserved_seat_count @int NOT NULL,
  max_seat_count @int,
  CONSTRAINT capacity_share_pk PRIMARY KEY (tenant_id, offer_id, position),
  CONSTRAINT capacity_share_programme UNIQUE (tenant_id, offer_id, programme_id),
  CONSTRAINT capacity_share_counts CHECK (reserved_seat_count >= 0
    AND (max_seat_count IS NULL OR max_seat_count >= reserved_seat_count)),
  CONSTRAINT capacity_share_offer FOREIGN KEY (tenant_id, offer_id)
    REFERENCES capacity_offer (tenant_id, id)
);
-- @distribute

-- Who has a seat of an offer, or holds one for a while. Written under the lock of the offer's row, so that no offer gives
-- away more than it has (I2). `claimant` is the full name of the resource that the seat is for.
CREATE TABLE IF NOT EXISTS seat_claim (
  tenant_id @text NOT NULL,
  offer_id @uuid NOT NULL,
  claimant @text NOT NULL,
  programme_id @uuid NOT NULL,
  state @text NOT NULL,
  expire_time @time,
  claim_time @time NOT NULL,
  CONSTRAINT seat_claim_pk PRIMARY KEY (tenant_id, offer_id, claimant),
  CONSTRAINT seat_claim_state CHECK (state IN ('reserved', 'confirmed')),
  CONSTRAINT seat_claim_expiry CHECK ((state = 'reserved') = (expire_time IS NOT NULL)),
  CONSTRAINT seat_claim_offer FOREIGN KEY (tenant_id, offer_id)
    REFERENCES capacity_offer (tenant_id, id)
);
-- @distribute
CREATE INDEX IF NOT EXISTS seat_claim_claimant
  ON seat_claim (tenant_id, claimant);

CREATE TABLE IF NOT EXISTS hosting_intent (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  version @int NOT NULL,
  organisation_id @uuid NOT NULL,
  organisation_name @text NOT NULL,
  sort_key @text NOT NULL,
  year @int NOT NULL,
  answer @text NOT NULL,
  seat_count @int NOT NULL,
  reasons @text NOT NULL,
  remark @text NOT NULL,
  ask_time @time NOT NULL,
  answer_time @time,
  CONSTRAINT hosting_intent_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT hosting_intent_once UNIQUE (tenant_id, organisation_id, year),
  CONSTRAINT hosting_intent_answer CHECK (answer IN ('not_yet', 'yes', 'fewer', 'no')),
  CONSTRAINT hosting_intent_answered CHECK ((answer = 'not_yet') = (answer_time IS NULL)),
  CONSTRAINT hosting_intent_reason CHECK (answer IN ('not_yet', 'yes') OR reasons <> '')
);
-- @distribute
CREATE INDEX IF NOT EXISTS hosting_intent_list
  ON hosting_intent (tenant_id, sort_key, id);
