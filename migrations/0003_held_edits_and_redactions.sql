CREATE TYPE "public"."moderation_action_kind" AS ENUM('hidden', 'restored', 'approved', 'edit_approved', 'edit_refused', 'closed', 'reopened', 'moved', 'retitled', 'retagged', 'redacted', 'quote_redacted', 'pinned', 'unpinned', 'report_upheld', 'report_dismissed');--> statement-breakpoint
CREATE TABLE "held_edits" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "held_edits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"body" text NOT NULL,
	"reason" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moderation_actions" ALTER COLUMN "kind" SET DATA TYPE "public"."moderation_action_kind" USING "kind"::"public"."moderation_action_kind";--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "redacted_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "held_edits" ADD CONSTRAINT "held_edits_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "held_edits_post" ON "held_edits" USING btree ("post_id");