CREATE TABLE "field_choices" (
	"value_id" text NOT NULL,
	"corp_id" text NOT NULL,
	"option_id" text NOT NULL,
	CONSTRAINT "field_choices_value_id_option_id_pk" PRIMARY KEY("value_id","option_id")
);
--> statement-breakpoint
CREATE TABLE "field_options" (
	"id" text PRIMARY KEY NOT NULL,
	"corp_id" text NOT NULL,
	"field_id" text NOT NULL,
	"name" text NOT NULL,
	"position" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "field_values" (
	"id" text PRIMARY KEY NOT NULL,
	"corp_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"field_id" text NOT NULL,
	"text" text,
	"number_scaled" bigint,
	"day" text,
	"region_code" text,
	"phone_label" text,
	"phone_hash" text,
	"phone_sealed" text,
	"version" bigint DEFAULT 1 NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fields" (
	"id" text PRIMARY KEY NOT NULL,
	"corp_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"unit" text,
	"position" bigint NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"corp_id" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "settings_corp_id_key_pk" PRIMARY KEY("corp_id","key")
);
--> statement-breakpoint
CREATE INDEX "field_options_position" ON "field_options" USING btree ("field_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "field_values_field" ON "field_values" USING btree ("customer_id","field_id");--> statement-breakpoint
CREATE INDEX "field_values_phone" ON "field_values" USING btree ("corp_id","phone_hash");--> statement-breakpoint
CREATE INDEX "fields_position" ON "fields" USING btree ("corp_id","position");