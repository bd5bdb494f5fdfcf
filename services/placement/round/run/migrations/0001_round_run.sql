-- Runs of matching rounds. `version` is that of the resource in the shared table. `trial` (changes and floors) and `summary`
-- (outcome and what the judge found) are bytes that byte_form.h writes. A run is worked out by the server that holds its
-- lease; `fence` counts the leases, and only the last one may end the run.

CREATE TABLE IF NOT EXISTS match_run (
  tenant_id @text NOT NULL,
  id @uuid NOT NULL,
  round_id @uuid NOT NULL,
  version @int NOT NULL,
  display_name @text NOT NULL,
  trial @bytes NOT NULL,
  state @text NOT NULL,
  rule @text NOT NULL,
  rule_version @int NOT NULL,
  input_hash @text NOT NULL,
  result_hash @text NOT NULL,
  summary @bytes NOT NULL,
  failure @text NOT NULL,
  created_by @uuid,
  create_time @time NOT NULL,
  finish_time @time,
  fence @int NOT NULL,
  lease_until_us @time NOT NULL,
  CONSTRAINT match_run_pk PRIMARY KEY (tenant_id, id),
  CONSTRAINT match_run_round FOREIGN KEY (tenant_id, round_id) REFERENCES matching_round (tenant_id, id),
  CONSTRAINT match_run_state CHECK (state IN ('running', 'succeeded', 'failed')),
  CONSTRAINT match_run_rule CHECK (rule IN ('stable', 'most_placed')),
  CONSTRAINT match_run_end CHECK ((state = 'running') = (finish_time IS NULL)),
  CONSTRAINT match_run_failure CHECK ((state = 'failed') = (failure <> '')),
  CONSTRAINT match_run_result CHECK ((state = 'succeeded') = (result_hash <> ''))
);
-- @distribute
CREATE INDEX IF NOT EXISTS match_run_list
  ON match_run (tenant_id, round_id, create_time, id);
CREATE INDEX IF NOT EXISTS match_run_waiting
  ON match_run (tenant_id, lease_until_us, id) WHERE state = 'running';

-- What a run was made of and what it gave, each written once: the bytes whose SHA-256 the run names.
CREATE TABLE IF NOT EXISTS match_run_content (
  tenant_id @text NOT NULL,
  run_id @uuid NOT NULL,
  part @text NOT NULL,
  content @bytes NOT NULL,
  CONSTRAINT match_run_content_pk PRIMARY KEY (tenant_id, run_id, part),
  CONSTRAINT match_run_content_part CHECK (part IN ('input', 'result')),
  CONSTRAINT match_run_content_run FOREIGN KEY (tenant_id, run_id) REFERENCES match_run (tenant_id, id)
);
-- @distribute
