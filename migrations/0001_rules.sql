-- Losing counts in a crash only forgives.
ALTER TABLE "limits" SET UNLOGGED;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Append-only: not even the forum's own role changes what these tables say.
REVOKE UPDATE, DELETE, TRUNCATE ON "moderation_actions", "private_looks" FROM CURRENT_USER;
