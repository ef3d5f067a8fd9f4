CREATE INDEX "search_entries_tokens" ON "search_entries" USING gin (to_tsvector('simple', "tokens"));
--> statement-breakpoint
UPDATE "customers" SET "active_ms" = floor(extract(epoch from coalesce((SELECT max("occurred_at") FROM "timeline_events" WHERE "customer_id" = "customers"."id"), "created_at")) * 1000);
