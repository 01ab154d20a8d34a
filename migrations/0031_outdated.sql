ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'outdated' BEFORE 'pinned';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'current' BEFORE 'pinned';--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "outdated_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "outdated_by_id" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "successor_id" bigint;