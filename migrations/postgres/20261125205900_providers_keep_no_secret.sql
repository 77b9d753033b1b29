-- +goose Up
-- modify "provider_sign_ins" table
ALTER TABLE "provider_sign_ins" DROP COLUMN "nonce", DROP COLUMN "verifier";
