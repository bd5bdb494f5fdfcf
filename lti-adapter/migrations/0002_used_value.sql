-- Used states and codes again, now by expiry first: what is used at the same time lies side by side, so a commit
-- touches the end of one index and nothing else, and forgetting takes off its beginning. The same value always comes
-- with the same expiry, so this key is as unique as the value alone.
CREATE TABLE IF NOT EXISTS used_value (
  expires_us @time NOT NULL,
  value_hash @bytes NOT NULL,
  CONSTRAINT used_value_pk PRIMARY KEY (expires_us, value_hash)
);
-- @reference

-- From when on the used values are known without a gap, by the boot of the machine that noted them.
CREATE TABLE IF NOT EXISTS used_since (
  one_row @int NOT NULL,
  boot_id @text NOT NULL,
  since_us @time NOT NULL,
  CONSTRAINT used_since_pk PRIMARY KEY (one_row),
  CONSTRAINT used_since_one CHECK (one_row = 1)
);
-- @reference
