ALTER TABLE `audit` ADD `area` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `ref_id` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `before` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `after` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `undoes` text;--> statement-breakpoint
CREATE INDEX `audit_area` ON `audit` (`corp_id`,`area`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `audit_undoes` ON `audit` (`undoes`);--> statement-breakpoint
ALTER TABLE `lost_reasons` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `pipelines` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `pipelines` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `stages` ADD `active` integer DEFAULT true NOT NULL;