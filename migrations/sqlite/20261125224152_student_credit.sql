-- +goose Up
-- create "credit_allocations" table
CREATE TABLE `credit_allocations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `volunteer_id` text NOT NULL, `minutes` integer NOT NULL, `hour_entry_id` text NOT NULL, `award_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_allocations_hour_entries_hour_entry` FOREIGN KEY (`hour_entry_id`) REFERENCES `hour_entries` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_allocations_credit_awards_allocations` FOREIGN KEY (`award_id`) REFERENCES `credit_awards` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_allocation_of_something` CHECK (minutes <> 0));
-- create index "credit_allocations_once_per_award" to table: "credit_allocations"
CREATE UNIQUE INDEX `credit_allocations_once_per_award` ON `credit_allocations` (`award_id`, `hour_entry_id`) WHERE minutes > 0;
-- create index "creditallocation_award_id_hour_entry_id_minutes" to table: "credit_allocations"
CREATE UNIQUE INDEX `creditallocation_award_id_hour_entry_id_minutes` ON `credit_allocations` (`award_id`, `hour_entry_id`, `minutes`);
-- create index "creditallocation_hour_entry_id" to table: "credit_allocations"
CREATE INDEX `creditallocation_hour_entry_id` ON `credit_allocations` (`hour_entry_id`);
-- create index "creditallocation_volunteer_id" to table: "credit_allocations"
CREATE INDEX `creditallocation_volunteer_id` ON `credit_allocations` (`volunteer_id`);
-- create "credit_awards" table
CREATE TABLE `credit_awards` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `fiscal_year` integer NOT NULL, `minutes` integer NOT NULL, `credits` integer NOT NULL, `amount` integer NOT NULL, `with_seat` bool NOT NULL DEFAULT (false), `reserved` bool NOT NULL DEFAULT (false), `from_seat` integer NOT NULL DEFAULT (0), `from_free` integer NOT NULL DEFAULT (0), `state` text NOT NULL DEFAULT ('ELIGIBLE'), `due_by` datetime NULL, `escalated` integer NOT NULL DEFAULT (0), `confirmed_at` datetime NULL, `approved_at` datetime NULL, `paid_at` datetime NULL, `offset_discipline` text NOT NULL DEFAULT (''), `offset_credits` integer NOT NULL DEFAULT (0), `volunteer_id` text NOT NULL, `enrollment_id` text NOT NULL, `organization_id` text NOT NULL, `policy_id` text NOT NULL, `reason_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_awards_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_awards_enrollments_enrollment` FOREIGN KEY (`enrollment_id`) REFERENCES `enrollments` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_awards_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_awards_credit_policies_policy` FOREIGN KEY (`policy_id`) REFERENCES `credit_policies` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_awards_reasons_reason` FOREIGN KEY (`reason_id`) REFERENCES `reasons` (`id`) ON DELETE SET NULL, CONSTRAINT `credit_award_in_whole_tenge` CHECK (amount >= 0 AND amount % 100 = 0 AND minutes > 0), CONSTRAINT `credit_award_reserves_its_amount` CHECK (from_seat >= 0 AND from_free >= 0 AND from_seat + from_free <= amount));
-- create index "creditaward_volunteer_id_fiscal_year" to table: "credit_awards"
CREATE INDEX `creditaward_volunteer_id_fiscal_year` ON `credit_awards` (`volunteer_id`, `fiscal_year`);
-- create index "creditaward_organization_id_fiscal_year_state" to table: "credit_awards"
CREATE INDEX `creditaward_organization_id_fiscal_year_state` ON `credit_awards` (`organization_id`, `fiscal_year`, `state`);
-- create index "creditaward_fiscal_year" to table: "credit_awards"
CREATE INDEX `creditaward_fiscal_year` ON `credit_awards` (`fiscal_year`);
-- create index "creditaward_due_by" to table: "credit_awards"
CREATE INDEX `creditaward_due_by` ON `credit_awards` (`due_by`);
-- create "credit_budgets" table
CREATE TABLE `credit_budgets` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `fiscal_year` integer NOT NULL, `money` integer NOT NULL, `seat_amount` integer NOT NULL, `free_committed` integer NOT NULL DEFAULT (0), `organization_id` text NOT NULL, `shift_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_budgets_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_budgets_shifts_shift` FOREIGN KEY (`shift_id`) REFERENCES `shifts` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_budget_holds` CHECK (money >= 0 AND seat_amount >= 0 AND free_committed >= 0 AND free_committed <= money));
-- create index "creditbudget_organization_id_fiscal_year" to table: "credit_budgets"
CREATE UNIQUE INDEX `creditbudget_organization_id_fiscal_year` ON `credit_budgets` (`organization_id`, `fiscal_year`);
-- create "credit_payouts" table
CREATE TABLE `credit_payouts` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `kind` text NOT NULL, `amount` integer NOT NULL, `state` text NOT NULL DEFAULT ('SENT'), `confirmed_at` datetime NULL, `award_id` text NOT NULL, `file_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_payouts_credit_awards_award` FOREIGN KEY (`award_id`) REFERENCES `credit_awards` (`id`) ON DELETE NO ACTION, CONSTRAINT `credit_payouts_payout_files_file` FOREIGN KEY (`file_id`) REFERENCES `payout_files` (`id`) ON DELETE SET NULL, CONSTRAINT `credit_payout_has_a_sign` CHECK (kind = 'PAYMENT' AND amount > 0 OR kind = 'REVERSAL' AND amount < 0));
-- create index "credit_payouts_one_of_a_kind_per_award" to table: "credit_payouts"
CREATE UNIQUE INDEX `credit_payouts_one_of_a_kind_per_award` ON `credit_payouts` (`award_id`, `kind`);
-- create index "creditpayout_file_id" to table: "credit_payouts"
CREATE INDEX `creditpayout_file_id` ON `credit_payouts` (`file_id`);
-- create "credit_policies" table
CREATE TABLE `credit_policies` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `fiscal_year` integer NOT NULL, `number` integer NOT NULL, `applies_from` text NOT NULL, `tiers` json NOT NULL, `cap_minutes` integer NOT NULL, `cap_credits` integer NOT NULL, `min_evidence` integer NOT NULL, `directions` json NOT NULL, `claim_days` integer NOT NULL, `seat_days` integer NOT NULL, `confirm_days` integer NOT NULL, `approve_days` integer NOT NULL, `pay_days` integer NOT NULL, `set_by_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_policy_caps` CHECK (cap_minutes > 0 AND cap_credits > 0));
-- create index "creditpolicy_fiscal_year_applies_from" to table: "credit_policies"
CREATE UNIQUE INDEX `creditpolicy_fiscal_year_applies_from` ON `credit_policies` (`fiscal_year`, `applies_from`);
-- create index "creditpolicy_fiscal_year_number" to table: "credit_policies"
CREATE UNIQUE INDEX `creditpolicy_fiscal_year_number` ON `credit_policies` (`fiscal_year`, `number`);
-- create "credit_steps" table
CREATE TABLE `credit_steps` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `number` integer NOT NULL, `from_state` text NOT NULL, `to_state` text NOT NULL, `actor_id` text NULL, `actor` text NOT NULL, `award_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `credit_steps_credit_awards_steps` FOREIGN KEY (`award_id`) REFERENCES `credit_awards` (`id`) ON DELETE NO ACTION);
-- create index "creditstep_award_id_number" to table: "credit_steps"
CREATE UNIQUE INDEX `creditstep_award_id_number` ON `credit_steps` (`award_id`, `number`);
-- create "enrollments" table
CREATE TABLE `enrollments` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `version` integer NOT NULL DEFAULT (1), `student_no` text NOT NULL, `full_time` bool NOT NULL DEFAULT (true), `state` text NOT NULL DEFAULT ('REQUESTED'), `via` text NULL, `verified_by_id` text NULL, `verified_at` datetime NULL, `valid_from` text NULL, `valid_to` text NULL, `volunteer_id` text NOT NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `enrollments_volunteers_volunteer` FOREIGN KEY (`volunteer_id`) REFERENCES `volunteers` (`id`) ON DELETE NO ACTION, CONSTRAINT `enrollments_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION);
-- create index "enrollments_one_live_per_person_and_university" to table: "enrollments"
CREATE UNIQUE INDEX `enrollments_one_live_per_person_and_university` ON `enrollments` (`volunteer_id`, `organization_id`) WHERE state = 'REQUESTED' OR state = 'CONFIRMED';
-- create index "enrollments_one_person_per_student_number" to table: "enrollments"
CREATE UNIQUE INDEX `enrollments_one_person_per_student_number` ON `enrollments` (`organization_id`, `student_no`) WHERE state = 'CONFIRMED';
-- create index "enrollment_organization_id_state" to table: "enrollments"
CREATE INDEX `enrollment_organization_id_state` ON `enrollments` (`organization_id`, `state`);
-- create "host_accreditations" table
CREATE TABLE `host_accreditations` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `fiscal_year` integer NOT NULL, `valid_from` text NOT NULL, `valid_to` text NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `host_accreditations_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION);
-- create index "host_accreditations_one_open_per_year" to table: "host_accreditations"
CREATE UNIQUE INDEX `host_accreditations_one_open_per_year` ON `host_accreditations` (`organization_id`, `fiscal_year`) WHERE valid_to IS NULL OR valid_to = '';
-- create "payout_files" table
CREATE TABLE `payout_files` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `fiscal_year` integer NOT NULL, `payouts` integer NOT NULL, `total` integer NOT NULL, `made_by_id` text NOT NULL, PRIMARY KEY (`id`));
-- create index "payoutfile_fiscal_year" to table: "payout_files"
CREATE INDEX `payoutfile_fiscal_year` ON `payout_files` (`fiscal_year`);
-- create "university_domains" table
CREATE TABLE `university_domains` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `domain` text NOT NULL, `organization_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `university_domains_organizations_organization` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION);
-- create index "university_domains_domain_key" to table: "university_domains"
CREATE UNIQUE INDEX `university_domains_domain_key` ON `university_domains` (`domain`);
-- create index "universitydomain_organization_id" to table: "university_domains"
CREATE INDEX `universitydomain_organization_id` ON `university_domains` (`organization_id`);
