CREATE TABLE "looks" (
	"corp_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"employee_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "looks_customer_id_employee_id_pk" PRIMARY KEY("customer_id","employee_id")
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"corp_id" text NOT NULL,
	"kind" text NOT NULL,
	"ref_id" text NOT NULL,
	"tokens" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "customers_owner";--> statement-breakpoint
DROP INDEX "follow_relations_employee";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "active_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "looks_at" ON "looks" USING btree ("corp_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "search_entries_ref" ON "search_entries" USING btree ("kind","ref_id");--> statement-breakpoint
CREATE INDEX "customers_of_owner" ON "customers" USING btree ("owner_id","corp_id","id");--> statement-breakpoint
CREATE INDEX "customers_activity" ON "customers" USING btree ("corp_id","active_ms","id");--> statement-breakpoint
CREATE INDEX "follow_relations_of_employee" ON "follow_relations" USING btree ("employee_id","corp_id","active","customer_id");