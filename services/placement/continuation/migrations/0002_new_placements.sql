-- The placements that were made of the choice: their ids, a line each, in the order of the option's workplaces.
ALTER TABLE continuation_route ADD COLUMN IF NOT EXISTS new_placements @text NOT NULL DEFAULT '';
