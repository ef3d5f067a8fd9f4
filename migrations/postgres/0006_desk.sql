ALTER TABLE "audit" ADD COLUMN "area" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "ref_id" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "after" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "undoes" text;--> statement-breakpoint
ALTER TABLE "lost_reasons" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "pipelines" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "pipelines" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "stages" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_area" ON "audit" USING btree ("corp_id","area","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_undoes" ON "audit" USING btree ("undoes");