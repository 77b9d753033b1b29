-- +goose Up
-- add column "distrusted_at" to table: "signing_keys"
ALTER TABLE `signing_keys` ADD COLUMN `distrusted_at` datetime NULL;
-- How long awards took, in microseconds, so that the public delays are summed from the
-- index alone: in the very words of internal/credit.
CREATE INDEX `credit_awards_delays` ON `credit_awards` (`fiscal_year`, `organization_id`, `state`, `due_by`,
  ((CAST(strftime('%s', confirmed_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(confirmed_at, 20, length(confirmed_at) - 25)) * 1000000.0) AS INTEGER)) - (CAST(strftime('%s', created_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(created_at, 20, length(created_at) - 25)) * 1000000.0) AS INTEGER))),
  ((CAST(strftime('%s', approved_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(approved_at, 20, length(approved_at) - 25)) * 1000000.0) AS INTEGER)) - (CAST(strftime('%s', confirmed_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(confirmed_at, 20, length(confirmed_at) - 25)) * 1000000.0) AS INTEGER))),
  ((CAST(strftime('%s', paid_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(paid_at, 20, length(paid_at) - 25)) * 1000000.0) AS INTEGER)) - (CAST(strftime('%s', approved_at) AS INTEGER) * 1000000 + CAST(round(('0' || substr(approved_at, 20, length(approved_at) - 25)) * 1000000.0) AS INTEGER))));
