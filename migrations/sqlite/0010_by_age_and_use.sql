DROP INDEX `idempotency_keys_age`;--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`,`key`);--> statement-breakpoint
DROP INDEX `jobs_due`;--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`,`id`);--> statement-breakpoint
DROP INDEX `looks_at`;--> statement-breakpoint
CREATE INDEX `looks_at` ON `looks` (`corp_id`,`at`,`customer_id`);--> statement-breakpoint
DROP INDEX `opportunities_stage`;--> statement-breakpoint
CREATE INDEX `opportunities_stage` ON `opportunities` (`stage_id`,`id`);--> statement-breakpoint
DROP INDEX `sessions_expiry`;--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`,`token_hash`);--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`action`,`id`);--> statement-breakpoint
CREATE INDEX `field_choices_option` ON `field_choices` (`option_id`,`value_id`);--> statement-breakpoint
CREATE INDEX `field_values_of_field` ON `field_values` (`field_id`);--> statement-breakpoint
CREATE INDEX `field_values_empty` ON `field_values` (`field_id`) WHERE ("field_values"."text" is null and "field_values"."number_scaled" is null and "field_values"."day" is null and "field_values"."region_code" is null and "field_values"."phone_label" is null);--> statement-breakpoint
CREATE INDEX `login_states_expiry` ON `login_states` (`expires_at`,`state_hash`);--> statement-breakpoint
CREATE INDEX `stage_moves_to` ON `stage_moves` (`to_stage_id`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `stage_moves_reason` ON `stage_moves` (`lost_reason_id`);--> statement-breakpoint
CREATE INDEX `timeline_events_kind` ON `timeline_events` (`kind`,`id`);