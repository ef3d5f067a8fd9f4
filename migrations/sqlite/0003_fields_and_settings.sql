CREATE TABLE `field_choices` (
	`value_id` text NOT NULL,
	`corp_id` text NOT NULL,
	`option_id` text NOT NULL,
	PRIMARY KEY(`value_id`, `option_id`)
);
--> statement-breakpoint
CREATE TABLE `field_options` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`field_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE INDEX `field_options_position` ON `field_options` (`field_id`,`position`);--> statement-breakpoint
CREATE TABLE `field_values` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`field_id` text NOT NULL,
	`text` text,
	`number_scaled` integer,
	`day` text,
	`region_code` text,
	`phone_label` text,
	`phone_hash` text,
	`phone_sealed` text,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `field_values_field` ON `field_values` (`customer_id`,`field_id`);--> statement-breakpoint
CREATE INDEX `field_values_phone` ON `field_values` (`corp_id`,`phone_hash`);--> statement-breakpoint
CREATE TABLE `fields` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`unit` text,
	`position` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `fields_position` ON `fields` (`corp_id`,`position`);--> statement-breakpoint
CREATE TABLE `settings` (
	`corp_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`corp_id`, `key`)
);
