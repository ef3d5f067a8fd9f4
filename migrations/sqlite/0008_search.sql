CREATE VIRTUAL TABLE `search_index` USING fts5(tokens, content='search_entries', content_rowid='id', tokenize='ascii', prefix='5');
--> statement-breakpoint
CREATE TRIGGER `search_entries_inserted` AFTER INSERT ON `search_entries` BEGIN
	INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);
END;
--> statement-breakpoint
CREATE TRIGGER `search_entries_deleted` AFTER DELETE ON `search_entries` BEGIN
	INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
END;
--> statement-breakpoint
CREATE TRIGGER `search_entries_changed` AFTER UPDATE ON `search_entries` BEGIN
	INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);
	INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);
END;
--> statement-breakpoint
UPDATE `customers` SET `active_ms` = coalesce((SELECT max(`occurred_at`) FROM `timeline_events` WHERE `customer_id` = `customers`.`id`), `created_at`);
