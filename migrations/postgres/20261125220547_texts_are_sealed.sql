-- +goose Up
-- modify "invitations" table
ALTER TABLE "invitations" ADD COLUMN "sent_token_hash" bytea NULL;
-- create index "invitations_sent_token_hash_key" to table: "invitations"
CREATE UNIQUE INDEX "invitations_sent_token_hash_key" ON "invitations" ("sent_token_hash");
-- modify "provider_sign_ins" table
ALTER TABLE "provider_sign_ins" DROP COLUMN "nonce", DROP COLUMN "verifier";
-- modify "push_subscriptions" table
ALTER TABLE "push_subscriptions" ALTER COLUMN "p256dh" TYPE text, ALTER COLUMN "auth" TYPE text;
-- modify "messages" table
ALTER TABLE "messages" ADD COLUMN "invitation_id" character varying NULL, ADD CONSTRAINT "messages_invitations_messages" FOREIGN KEY ("invitation_id") REFERENCES "invitations" ("id") ON UPDATE NO ACTION ON DELETE CASCADE;
-- create index "message_invitation_id" to table: "messages"
CREATE INDEX "message_invitation_id" ON "messages" ("invitation_id");
