ALTER TABLE "desk_messages" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "desk_messages" CASCADE;--> statement-breakpoint
ALTER TABLE "webhooks" DROP CONSTRAINT "webhooks_agent_id_users_id_fk";
--> statement-breakpoint
DROP INDEX "webhooks_one_desk";--> statement-breakpoint
ALTER TABLE "webhooks" DROP COLUMN "agent_id";--> statement-breakpoint
DELETE FROM "notifications" WHERE "kind" = 'desk_undelivered';--> statement-breakpoint
DELETE FROM "notification_preferences" WHERE "kind" = 'desk_undelivered';
