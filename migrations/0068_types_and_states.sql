ALTER TABLE "announcements" RENAME COLUMN "kind" TO "type";--> statement-breakpoint
ALTER TABLE "announcement_kinds" RENAME TO "announcement_types";--> statement-breakpoint
ALTER TABLE "announcement_types" RENAME CONSTRAINT "announcement_kinds_pkey" TO "announcement_types_pkey";--> statement-breakpoint
ALTER TABLE "announcement_followings" RENAME COLUMN "kind" TO "type";--> statement-breakpoint
ALTER TABLE "announcement_followings" RENAME CONSTRAINT "announcement_followings_kind_user_id_pk" TO "announcement_followings_type_user_id_pk";--> statement-breakpoint
ALTER TABLE "announcement_templates" RENAME COLUMN "kind" TO "type";--> statement-breakpoint
UPDATE "announcement_revisions" SET "content" = "content" - 'kind' || jsonb_build_object('type', "content" -> 'kind') WHERE "content" ? 'kind';--> statement-breakpoint
ALTER TABLE "held_edits" RENAME TO "edits_awaiting_approval";--> statement-breakpoint
ALTER TABLE "edits_awaiting_approval" RENAME CONSTRAINT "held_edits_pkey" TO "edits_awaiting_approval_pkey";--> statement-breakpoint
ALTER TABLE "edits_awaiting_approval" RENAME CONSTRAINT "held_edits_post_id_posts_id_fk" TO "edits_awaiting_approval_post_id_posts_id_fk";--> statement-breakpoint
ALTER INDEX "held_edits_post" RENAME TO "edits_awaiting_approval_post";--> statement-breakpoint
ALTER SEQUENCE "held_edits_id_seq" RENAME TO "edits_awaiting_approval_id_seq";--> statement-breakpoint
DROP INDEX "posts_held";--> statement-breakpoint
UPDATE "posts" SET "state" = 'awaiting_approval' WHERE "state" = 'held';--> statement-breakpoint
UPDATE "threads" SET "state" = 'awaiting_approval' WHERE "state" = 'held';--> statement-breakpoint
CREATE INDEX "posts_awaiting_approval" ON "posts" USING btree ("created_at","id") WHERE state = 'awaiting_approval';--> statement-breakpoint
ALTER TABLE "moderation_actions" RENAME COLUMN "was_held" TO "was_awaiting_approval";--> statement-breakpoint
ALTER TYPE "moderation_action_kind" RENAME VALUE 'held' TO 'awaiting_approval';--> statement-breakpoint
ALTER TABLE "held_links" RENAME TO "swept_links";--> statement-breakpoint
ALTER TABLE "swept_links" RENAME CONSTRAINT "held_links_sweep_id_key_pk" TO "swept_links_sweep_id_key_pk";--> statement-breakpoint
ALTER INDEX "held_links_key" RENAME TO "swept_links_key";--> statement-breakpoint
ALTER TABLE "same_problems" RENAME TO "me_toos";--> statement-breakpoint
ALTER TABLE "me_toos" RENAME CONSTRAINT "same_problems_thread_id_user_id_pk" TO "me_toos_thread_id_user_id_pk";--> statement-breakpoint
ALTER TABLE "me_toos" RENAME CONSTRAINT "same_problems_thread_id_threads_id_fk" TO "me_toos_thread_id_threads_id_fk";--> statement-breakpoint
ALTER TABLE "me_toos" RENAME CONSTRAINT "same_problems_user_id_users_id_fk" TO "me_toos_user_id_users_id_fk";--> statement-breakpoint
ALTER TABLE "threads" RENAME COLUMN "same_problem_count" TO "me_too_count";--> statement-breakpoint
UPDATE "desk_rules" SET "conditions" = "conditions" - 'sameProblem' || jsonb_build_object('meToo', "conditions" -> 'sameProblem') WHERE "conditions" ? 'sameProblem';
