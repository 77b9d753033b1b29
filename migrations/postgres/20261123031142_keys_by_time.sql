-- +goose Up
-- drop index "idempotencykey_created_at" from table: "idempotency_keys"
DROP INDEX "idempotencykey_created_at";
-- create index "idempotencykey_created_at" to table: "idempotency_keys"
CREATE INDEX "idempotencykey_created_at" ON "idempotency_keys" USING brin ("created_at");
