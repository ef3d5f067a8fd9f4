ALTER TABLE "notes" ADD COLUMN "voided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notes" ADD COLUMN "voided_by" text;--> statement-breakpoint
ALTER TABLE "send_records" ADD COLUMN "text" text;