CREATE TABLE `page_reports` (
	`corp_id` text NOT NULL,
	`client` text NOT NULL,
	`outcome` text NOT NULL,
	`keyword` text NOT NULL,
	`address` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`corp_id`, `client`)
);
--> statement-breakpoint
CREATE TABLE `wecom_pauses` (
	`corp_id` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL
);
