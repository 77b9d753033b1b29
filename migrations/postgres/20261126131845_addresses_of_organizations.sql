-- +goose Up
-- modify "organizations" table
ALTER TABLE "organizations" ADD COLUMN "address_kk" text NOT NULL DEFAULT '', ADD COLUMN "address_ru" text NOT NULL DEFAULT '', ADD COLUMN "address_en" text NOT NULL DEFAULT '';
