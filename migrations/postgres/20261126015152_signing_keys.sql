-- +goose Up
-- modify "signing_keys" table
ALTER TABLE "signing_keys" ALTER COLUMN "private_key" TYPE text, ADD COLUMN "signs" boolean NOT NULL DEFAULT true;
-- create index "signing_keys_one_signs" to table: "signing_keys"
CREATE UNIQUE INDEX "signing_keys_one_signs" ON "signing_keys" ("signs") WHERE signs;
