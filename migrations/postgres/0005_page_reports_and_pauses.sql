CREATE TABLE "page_reports" (
	"corp_id" text NOT NULL,
	"client" text NOT NULL,
	"outcome" text NOT NULL,
	"keyword" text NOT NULL,
	"address" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_reports_corp_id_client_pk" PRIMARY KEY("corp_id","client")
);
--> statement-breakpoint
CREATE TABLE "wecom_pauses" (
	"corp_id" text PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
