ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'slowed' BEFORE 'redacted';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'unslowed' BEFORE 'redacted';--> statement-breakpoint
ALTER TABLE "moderation_actions" ADD COLUMN "from_thread_id" bigint;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "move_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "moderation_actions_thread" ON "moderation_actions" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "thread_moves_moved" ON "thread_moves" USING btree ("moved_at");