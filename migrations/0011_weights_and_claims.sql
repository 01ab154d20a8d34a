ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'hidden_for_now' BEFORE 'restored';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'held' BEFORE 'edit_approved';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'case_reopened' BEFORE 'warned';--> statement-breakpoint
DROP INDEX "cases_open";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "urgent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "claimed_by_id" bigint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "claimed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "categories" ADD COLUMN "hide_threshold" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "hidden_for_now" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_reporter" ON "reports" USING btree ("reporter_id","id");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ((not "urgent"),"opened_at","id") WHERE resolved_at is null;