CREATE TABLE `looks` (
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`customer_id`, `employee_id`)
);
--> statement-breakpoint
CREATE INDEX `looks_at` ON `looks` (`corp_id`,`at`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref_id` text NOT NULL,
	`tokens` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_ref` ON `search_entries` (`kind`,`ref_id`);--> statement-breakpoint
DROP INDEX `customers_owner`;--> statement-breakpoint
ALTER TABLE `customers` ADD `active_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `customers_of_owner` ON `customers` (`owner_id`,`corp_id`,`id`);--> statement-breakpoint
CREATE INDEX `customers_activity` ON `customers` (`corp_id`,`active_ms`,`id`);--> statement-breakpoint
DROP INDEX `follow_relations_employee`;--> statement-breakpoint
CREATE INDEX `follow_relations_of_employee` ON `follow_relations` (`employee_id`,`corp_id`,`active`,`customer_id`);