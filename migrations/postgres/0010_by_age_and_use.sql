DROP INDEX "idempotency_keys_age";--> statement-breakpoint
DROP INDEX "jobs_due";--> statement-breakpoint
DROP INDEX "looks_at";--> statement-breakpoint
DROP INDEX "opportunities_stage";--> statement-breakpoint
DROP INDEX "sessions_expiry";--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","id");--> statement-breakpoint
CREATE INDEX "field_choices_option" ON "field_choices" USING btree ("option_id","value_id");--> statement-breakpoint
CREATE INDEX "field_values_of_field" ON "field_values" USING btree ("field_id");--> statement-breakpoint
CREATE INDEX "field_values_empty" ON "field_values" USING btree ("field_id") WHERE ("field_values"."text" is null and "field_values"."number_scaled" is null and "field_values"."day" is null and "field_values"."region_code" is null and "field_values"."phone_label" is null);--> statement-breakpoint
CREATE INDEX "login_states_expiry" ON "login_states" USING btree ("expires_at","state_hash");--> statement-breakpoint
CREATE INDEX "stage_moves_to" ON "stage_moves" USING btree ("to_stage_id","at","id");--> statement-breakpoint
CREATE INDEX "stage_moves_reason" ON "stage_moves" USING btree ("lost_reason_id");--> statement-breakpoint
CREATE INDEX "timeline_events_kind" ON "timeline_events" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at","key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("state","run_at","id");--> statement-breakpoint
CREATE INDEX "looks_at" ON "looks" USING btree ("corp_id","at","customer_id");--> statement-breakpoint
CREATE INDEX "opportunities_stage" ON "opportunities" USING btree ("stage_id","id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at","token_hash");