-- Whether the placement that was made of an accepted place ended before its time, so that the seat is free again.
ALTER TABLE round_participant ADD COLUMN IF NOT EXISTS is_seat_over @int NOT NULL DEFAULT 0
  CONSTRAINT round_participant_seat_over CHECK (is_seat_over IN (0, 1));
