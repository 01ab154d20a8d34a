ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'handed_back' BEFORE 'edit_approved';--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "hidden_by_staff" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "posts" SET "hidden_by_staff" = true
WHERE "state" = 'hidden' AND NOT "hidden_for_now" AND (
  SELECT a."actor_role" IN ('staff', 'admin') FROM "moderation_actions" a
  WHERE a."post_id" = "posts"."id" AND a."kind" = 'hidden' ORDER BY a."id" DESC LIMIT 1);
