-- +goose Up
-- create "credit_policies" table
CREATE TABLE "credit_policies" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "fiscal_year" bigint NOT NULL, "number" bigint NOT NULL, "applies_from" character varying NOT NULL, "tiers" jsonb NOT NULL, "cap_minutes" bigint NOT NULL, "cap_credits" bigint NOT NULL, "min_evidence" bigint NOT NULL, "directions" jsonb NOT NULL, "claim_days" bigint NOT NULL, "seat_days" bigint NOT NULL, "confirm_days" bigint NOT NULL, "approve_days" bigint NOT NULL, "pay_days" bigint NOT NULL, "set_by_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_policy_caps" CHECK ((cap_minutes > 0) AND (cap_credits > 0)));
-- create index "creditpolicy_fiscal_year_applies_from" to table: "credit_policies"
CREATE UNIQUE INDEX "creditpolicy_fiscal_year_applies_from" ON "credit_policies" ("fiscal_year", "applies_from");
-- create index "creditpolicy_fiscal_year_number" to table: "credit_policies"
CREATE UNIQUE INDEX "creditpolicy_fiscal_year_number" ON "credit_policies" ("fiscal_year", "number");
-- create "enrollments" table
CREATE TABLE "enrollments" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "student_no" character varying NOT NULL, "full_time" boolean NOT NULL DEFAULT true, "state" character varying NOT NULL DEFAULT 'REQUESTED', "via" character varying NULL, "verified_by_id" character varying NULL, "verified_at" timestamptz NULL, "valid_from" character varying NULL, "valid_to" character varying NULL, "volunteer_id" character varying NOT NULL, "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "enrollments_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "enrollments_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "enrollment_organization_id_state" to table: "enrollments"
CREATE INDEX "enrollment_organization_id_state" ON "enrollments" ("organization_id", "state");
-- create index "enrollments_one_live_per_person_and_university" to table: "enrollments"
CREATE UNIQUE INDEX "enrollments_one_live_per_person_and_university" ON "enrollments" ("volunteer_id", "organization_id") WHERE (((state)::text = 'REQUESTED'::text) OR ((state)::text = 'CONFIRMED'::text));
-- create index "enrollments_one_person_per_student_number" to table: "enrollments"
CREATE UNIQUE INDEX "enrollments_one_person_per_student_number" ON "enrollments" ("organization_id", "student_no") WHERE ((state)::text = 'CONFIRMED'::text);
-- create "credit_awards" table
CREATE TABLE "credit_awards" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "fiscal_year" bigint NOT NULL, "minutes" bigint NOT NULL, "credits" bigint NOT NULL, "amount" bigint NOT NULL, "with_seat" boolean NOT NULL DEFAULT false, "reserved" boolean NOT NULL DEFAULT false, "from_seat" bigint NOT NULL DEFAULT 0, "from_free" bigint NOT NULL DEFAULT 0, "state" character varying NOT NULL DEFAULT 'ELIGIBLE', "due_by" timestamptz NULL, "escalated" bigint NOT NULL DEFAULT 0, "confirmed_at" timestamptz NULL, "approved_at" timestamptz NULL, "paid_at" timestamptz NULL, "offset_discipline" character varying NOT NULL DEFAULT '', "offset_credits" bigint NOT NULL DEFAULT 0, "volunteer_id" character varying NOT NULL, "enrollment_id" character varying NOT NULL, "organization_id" character varying NOT NULL, "policy_id" character varying NOT NULL, "reason_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_awards_credit_policies_policy" FOREIGN KEY ("policy_id") REFERENCES "credit_policies" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_awards_enrollments_enrollment" FOREIGN KEY ("enrollment_id") REFERENCES "enrollments" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_awards_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_awards_reasons_reason" FOREIGN KEY ("reason_id") REFERENCES "reasons" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "credit_awards_volunteers_volunteer" FOREIGN KEY ("volunteer_id") REFERENCES "volunteers" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_award_in_whole_tenge" CHECK ((amount >= 0) AND ((amount % (100)::bigint) = 0) AND (minutes > 0)), CONSTRAINT "credit_award_reserves_its_amount" CHECK ((from_seat >= 0) AND (from_free >= 0) AND ((from_seat + from_free) <= amount)));
-- create index "creditaward_due_by" to table: "credit_awards"
CREATE INDEX "creditaward_due_by" ON "credit_awards" ("due_by");
-- create index "creditaward_fiscal_year" to table: "credit_awards"
CREATE INDEX "creditaward_fiscal_year" ON "credit_awards" ("fiscal_year");
-- create index "creditaward_organization_id_fiscal_year_state" to table: "credit_awards"
CREATE INDEX "creditaward_organization_id_fiscal_year_state" ON "credit_awards" ("organization_id", "fiscal_year", "state");
-- create index "creditaward_volunteer_id_fiscal_year" to table: "credit_awards"
CREATE INDEX "creditaward_volunteer_id_fiscal_year" ON "credit_awards" ("volunteer_id", "fiscal_year");
-- create "credit_allocations" table
CREATE TABLE "credit_allocations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "volunteer_id" character varying NOT NULL, "minutes" bigint NOT NULL, "hour_entry_id" character varying NOT NULL, "award_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_allocations_credit_awards_allocations" FOREIGN KEY ("award_id") REFERENCES "credit_awards" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_allocations_hour_entries_hour_entry" FOREIGN KEY ("hour_entry_id") REFERENCES "hour_entries" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_allocation_of_something" CHECK (minutes <> 0));
-- create index "credit_allocations_once_per_award" to table: "credit_allocations"
CREATE UNIQUE INDEX "credit_allocations_once_per_award" ON "credit_allocations" ("award_id", "hour_entry_id") WHERE (minutes > 0);
-- create index "creditallocation_award_id_hour_entry_id_minutes" to table: "credit_allocations"
CREATE UNIQUE INDEX "creditallocation_award_id_hour_entry_id_minutes" ON "credit_allocations" ("award_id", "hour_entry_id", "minutes");
-- create index "creditallocation_hour_entry_id" to table: "credit_allocations"
CREATE INDEX "creditallocation_hour_entry_id" ON "credit_allocations" ("hour_entry_id");
-- create index "creditallocation_volunteer_id" to table: "credit_allocations"
CREATE INDEX "creditallocation_volunteer_id" ON "credit_allocations" ("volunteer_id");
-- create "credit_budgets" table
CREATE TABLE "credit_budgets" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "fiscal_year" bigint NOT NULL, "money" bigint NOT NULL, "seat_amount" bigint NOT NULL, "free_committed" bigint NOT NULL DEFAULT 0, "organization_id" character varying NOT NULL, "shift_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_budgets_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_budgets_shifts_shift" FOREIGN KEY ("shift_id") REFERENCES "shifts" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_budget_holds" CHECK ((money >= 0) AND (seat_amount >= 0) AND (free_committed >= 0) AND (free_committed <= money)));
-- create index "creditbudget_organization_id_fiscal_year" to table: "credit_budgets"
CREATE UNIQUE INDEX "creditbudget_organization_id_fiscal_year" ON "credit_budgets" ("organization_id", "fiscal_year");
-- create "payout_files" table
CREATE TABLE "payout_files" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "fiscal_year" bigint NOT NULL, "payouts" bigint NOT NULL, "total" bigint NOT NULL, "made_by_id" character varying NOT NULL, PRIMARY KEY ("id"));
-- create index "payoutfile_fiscal_year" to table: "payout_files"
CREATE INDEX "payoutfile_fiscal_year" ON "payout_files" ("fiscal_year");
-- create "credit_payouts" table
CREATE TABLE "credit_payouts" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "kind" character varying NOT NULL, "amount" bigint NOT NULL, "state" character varying NOT NULL DEFAULT 'SENT', "confirmed_at" timestamptz NULL, "award_id" character varying NOT NULL, "file_id" character varying NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_payouts_credit_awards_award" FOREIGN KEY ("award_id") REFERENCES "credit_awards" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION, CONSTRAINT "credit_payouts_payout_files_file" FOREIGN KEY ("file_id") REFERENCES "payout_files" ("id") ON UPDATE NO ACTION ON DELETE SET NULL, CONSTRAINT "credit_payout_has_a_sign" CHECK ((((kind)::text = 'PAYMENT'::text) AND (amount > 0)) OR (((kind)::text = 'REVERSAL'::text) AND (amount < 0))));
-- create index "credit_payouts_one_of_a_kind_per_award" to table: "credit_payouts"
CREATE UNIQUE INDEX "credit_payouts_one_of_a_kind_per_award" ON "credit_payouts" ("award_id", "kind");
-- create index "creditpayout_file_id" to table: "credit_payouts"
CREATE INDEX "creditpayout_file_id" ON "credit_payouts" ("file_id");
-- create "credit_steps" table
CREATE TABLE "credit_steps" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "number" bigint NOT NULL, "from_state" character varying NOT NULL, "to_state" character varying NOT NULL, "actor_id" character varying NULL, "actor" character varying NOT NULL, "award_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "credit_steps_credit_awards_steps" FOREIGN KEY ("award_id") REFERENCES "credit_awards" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "creditstep_award_id_number" to table: "credit_steps"
CREATE UNIQUE INDEX "creditstep_award_id_number" ON "credit_steps" ("award_id", "number");
-- create "host_accreditations" table
CREATE TABLE "host_accreditations" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "fiscal_year" bigint NOT NULL, "valid_from" character varying NOT NULL, "valid_to" character varying NULL, "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "host_accreditations_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "host_accreditations_one_open_per_year" to table: "host_accreditations"
CREATE UNIQUE INDEX "host_accreditations_one_open_per_year" ON "host_accreditations" ("organization_id", "fiscal_year") WHERE ((valid_to IS NULL) OR ((valid_to)::text = ''::text));
-- create "university_domains" table
CREATE TABLE "university_domains" ("id" character varying NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "domain" character varying NOT NULL, "organization_id" character varying NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "university_domains_organizations_organization" FOREIGN KEY ("organization_id") REFERENCES "organizations" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "university_domains_domain_key" to table: "university_domains"
CREATE UNIQUE INDEX "university_domains_domain_key" ON "university_domains" ("domain");
-- create index "universitydomain_organization_id" to table: "university_domains"
CREATE INDEX "universitydomain_organization_id" ON "university_domains" ("organization_id");
