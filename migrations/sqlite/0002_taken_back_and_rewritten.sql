ALTER TABLE `notes` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `notes` ADD `voided_by` text;--> statement-breakpoint
ALTER TABLE `send_records` ADD `text` text;