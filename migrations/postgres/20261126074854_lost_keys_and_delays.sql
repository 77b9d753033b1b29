-- +goose Up
-- modify "signing_keys" table
ALTER TABLE "signing_keys" ADD COLUMN "distrusted_at" timestamptz NULL;
