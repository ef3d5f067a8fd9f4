DROP INDEX "customers_of_owner";--> statement-breakpoint
DROP INDEX "follow_relations_customer";--> statement-breakpoint
DROP INDEX "follow_relations_of_employee";--> statement-breakpoint
ALTER TABLE "follow_relations" ADD COLUMN "active_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "follow_relations" SET "active_ms" = coalesce((SELECT "active_ms" FROM "customers" WHERE "customers"."id" = "follow_relations"."customer_id"), 0);--> statement-breakpoint
CREATE INDEX "customers_of_owner" ON "customers" USING btree ("owner_id","corp_id","active_ms","id");--> statement-breakpoint
CREATE INDEX "follow_relations_customer" ON "follow_relations" USING btree ("customer_id","active","employee_id");--> statement-breakpoint
CREATE INDEX "follow_relations_of_employee" ON "follow_relations" USING btree ("employee_id","corp_id","active","active_ms","customer_id");