-- +goose Up
-- create index "membership_volunteer_id_status" to table: "memberships"
CREATE INDEX `membership_volunteer_id_status` ON `memberships` (`volunteer_id`, `status`);
-- create index "event_starts_at_id" to table: "events"
CREATE INDEX `event_starts_at_id` ON `events` (`starts_at`, `id`);
-- The way back of edges between many and many, which the primary key does not serve.
CREATE INDEX event_directions_by_direction ON event_directions (direction_id);
CREATE INDEX organization_directions_by_direction ON organization_directions (direction_id);
CREATE INDEX organization_regions_by_region ON organization_regions (region_id);
