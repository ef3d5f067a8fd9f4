CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`action` text NOT NULL,
	`customer_id` text,
	`details` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_customer` ON `audit` (`customer_id`,`at`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`parent_customer_id` text,
	`nickname` text NOT NULL,
	`avatar_url` text,
	`kind` text NOT NULL,
	`corp_name` text,
	`gender` text NOT NULL,
	`owner_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`synced_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `customers_owner` ON `customers` (`owner_id`);--> statement-breakpoint
CREATE TABLE `employees` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`role` text DEFAULT 'sales' NOT NULL,
	`team_id` text,
	`led_team_ids` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`seen_at` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `employees_user` ON `employees` (`corp_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `employees_team` ON `employees` (`team_id`);--> statement-breakpoint
CREATE TABLE `follow_relations` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`external_user_id` text NOT NULL,
	`remark` text NOT NULL,
	`description` text NOT NULL,
	`add_way` integer NOT NULL,
	`state` text,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`followed_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_relations_pair` ON `follow_relations` (`corp_id`,`external_user_id`,`employee_id`);--> statement-breakpoint
CREATE INDEX `follow_relations_customer` ON `follow_relations` (`customer_id`);--> statement-breakpoint
CREATE INDEX `follow_relations_employee` ON `follow_relations` (`employee_id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`employee_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`employee_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`type` text NOT NULL,
	`namespace` text DEFAULT '' NOT NULL,
	`value` text NOT NULL,
	`label` text NOT NULL,
	`sealed` text,
	`customer_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_value` ON `identities` (`corp_id`,`type`,`namespace`,`value`);--> statement-breakpoint
CREATE INDEX `identities_customer` ON `identities` (`customer_id`);--> statement-breakpoint
CREATE TABLE `identity_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`identity_id` text NOT NULL,
	`from_customer_id` text,
	`to_customer_id` text,
	`employee_id` text,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `identity_moves_identity` ON `identity_moves` (`identity_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`state` text DEFAULT 'pending' NOT NULL,
	`reason` text,
	`lane` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`run_at` integer NOT NULL,
	`leased_until` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE INDEX `jobs_lane` ON `jobs` (`lane`,`state`,`id`);--> statement-breakpoint
CREATE TABLE `login_states` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`browser_hash` text NOT NULL,
	`return_to` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lost_reasons` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`pipeline_id` text NOT NULL,
	`text` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lost_reasons_position` ON `lost_reasons` (`pipeline_id`,`position`);--> statement-breakpoint
CREATE TABLE `materials` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`file_key` text,
	`mime` text,
	`size_bytes` integer,
	`link_url` text,
	`link_image_url` text,
	`used_count` integer DEFAULT 0 NOT NULL,
	`last_used_at` integer,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `materials_source` ON `materials` (`corp_id`,`source`,`source_id`);--> statement-breakpoint
CREATE TABLE `media` (
	`material_id` text NOT NULL,
	`corp_id` text NOT NULL,
	`kind` text NOT NULL,
	`media_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`material_id`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`outcome` text,
	`text` text,
	`client_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_client` ON `notes` (`employee_id`,`client_key`);--> statement-breakpoint
CREATE INDEX `notes_customer` ON `notes` (`customer_id`);--> statement-breakpoint
CREATE TABLE `opportunities` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`pipeline_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`entered_at` integer NOT NULL,
	`amount_minor` integer,
	`currency` text,
	`expected_day` text,
	`lost_reason_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `opportunities_pipeline` ON `opportunities` (`customer_id`,`pipeline_id`);--> statement-breakpoint
CREATE INDEX `opportunities_stage` ON `opportunities` (`stage_id`);--> statement-breakpoint
CREATE TABLE `order_items` (
	`order_id` text NOT NULL,
	`corp_id` text NOT NULL,
	`position` integer NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	PRIMARY KEY(`order_id`, `position`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`source` text NOT NULL,
	`number` text NOT NULL,
	`identity_id` text NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`item_count` integer NOT NULL,
	`placed_at` integer NOT NULL,
	`source_version` integer NOT NULL,
	`content_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`corp_id`,`source`,`number`);--> statement-breakpoint
CREATE INDEX `orders_identity` ON `orders` (`identity_id`,`placed_at`);--> statement-breakpoint
CREATE TABLE `pipelines` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`order_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_source` ON `refunds` (`corp_id`,`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `refunds_order` ON `refunds` (`order_id`);--> statement-breakpoint
CREATE TABLE `script_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`script_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `script_messages_position` ON `script_messages` (`script_id`,`position`);--> statement-breakpoint
CREATE TABLE `scripts` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`scope` text NOT NULL,
	`team_id` text,
	`employee_id` text,
	`category` text NOT NULL,
	`title` text NOT NULL,
	`search_text` text NOT NULL,
	`language` text NOT NULL,
	`used_count` integer DEFAULT 0 NOT NULL,
	`last_used_at` integer,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scripts_source` ON `scripts` (`corp_id`,`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `scripts_category` ON `scripts` (`corp_id`,`category`);--> statement-breakpoint
CREATE TABLE `send_records` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`script_id` text,
	`material_id` text,
	`position` integer NOT NULL,
	`of` integer NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`client_key` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `send_records_client` ON `send_records` (`employee_id`,`client_key`);--> statement-breakpoint
CREATE INDEX `send_records_customer` ON `send_records` (`customer_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`renewed_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_employee` ON `sessions` (`employee_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `stage_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`opportunity_id` text NOT NULL,
	`from_stage_id` text,
	`to_stage_id` text NOT NULL,
	`from_entered_at` integer,
	`from_lost_reason_id` text,
	`employee_id` text,
	`lost_reason_id` text,
	`note` text,
	`version_after` integer NOT NULL,
	`undone_at` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stage_moves_opportunity` ON `stage_moves` (`opportunity_id`);--> statement-breakpoint
CREATE TABLE `stages` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`pipeline_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`usual_days` integer,
	`next_step` text,
	`next_script_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stages_position` ON `stages` (`pipeline_id`,`position`);--> statement-breakpoint
CREATE TABLE `tag_assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`employee_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`set_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tag_assignments_pair` ON `tag_assignments` (`customer_id`,`employee_id`,`tag_id`);--> statement-breakpoint
CREATE TABLE `tag_groups` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`wecom_group_id` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tag_groups_wecom` ON `tag_groups` (`corp_id`,`wecom_group_id`);--> statement-breakpoint
CREATE TABLE `tags` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`kind` text NOT NULL,
	`group_id` text,
	`wecom_tag_id` text,
	`employee_id` text,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`unique_key` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_key` ON `tags` (`corp_id`,`unique_key`);--> statement-breakpoint
CREATE INDEX `tags_group` ON `tags` (`group_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`assignee_id` text NOT NULL,
	`title` text NOT NULL,
	`due_at` integer NOT NULL,
	`origin` text NOT NULL,
	`note_id` text,
	`state` text DEFAULT 'open' NOT NULL,
	`done_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tasks_customer` ON `tasks` (`customer_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `tasks_assignee` ON `tasks` (`assignee_id`,`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `teams` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`department_id` integer NOT NULL,
	`parent_department_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text DEFAULT 'sales' NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_department` ON `teams` (`corp_id`,`department_id`);--> statement-breakpoint
CREATE TABLE `timeline_events` (
	`id` text PRIMARY KEY NOT NULL,
	`corp_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`actor_id` text,
	`source` text NOT NULL,
	`ref_id` text,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_events_customer` ON `timeline_events` (`customer_id`,`occurred_at`,`id`);--> statement-breakpoint
CREATE TABLE `wecom_tokens` (
	`corp_id` text NOT NULL,
	`agent_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`corp_id`, `agent_id`, `kind`)
);
