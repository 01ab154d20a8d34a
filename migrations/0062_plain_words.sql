ALTER TABLE "waves" RENAME TO "campaigns";--> statement-breakpoint
ALTER TABLE "wave_posts" RENAME TO "campaign_posts";--> statement-breakpoint
ALTER TABLE "text_sketches" RENAME TO "minhash_signatures";--> statement-breakpoint
ALTER TABLE "search_misses" RENAME TO "zero_result_queries";--> statement-breakpoint
ALTER TABLE "macros" RENAME TO "saved_replies";--> statement-breakpoint
ALTER TABLE "campaign_posts" RENAME COLUMN "wave_id" TO "campaign_id";--> statement-breakpoint
ALTER TABLE "minhash_signatures" RENAME COLUMN "wave_id" TO "campaign_id";--> statement-breakpoint
ALTER TABLE "announcements" RENAME COLUMN "tell_at" TO "notify_at";--> statement-breakpoint
ALTER TABLE "announcements" RENAME COLUMN "told_at" TO "notified_at";--> statement-breakpoint
ALTER TABLE "announcement_updates" RENAME COLUMN "tell_at" TO "notify_at";--> statement-breakpoint
ALTER TABLE "announcement_updates" RENAME COLUMN "told_at" TO "notified_at";--> statement-breakpoint
ALTER TABLE "ticket_messages" RENAME COLUMN "told_at" TO "notified_at";--> statement-breakpoint
ALTER TABLE "folded_mails" RENAME COLUMN "told_until" TO "notified_until";--> statement-breakpoint
ALTER TABLE "posts" RENAME COLUMN "hidden_for_now" TO "auto_hidden";--> statement-breakpoint
ALTER TABLE "tickets" RENAME COLUMN "held_since" TO "paused_at";--> statement-breakpoint
ALTER TABLE "tickets" RENAME COLUMN "held_for" TO "paused_for";--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" RENAME VALUE 'hidden_for_now' TO 'auto_hidden';--> statement-breakpoint
UPDATE "ticket_history" SET "kind" = 'linked' WHERE "kind" = 'tied';--> statement-breakpoint
UPDATE "ticket_history" SET "kind" = 'unlinked' WHERE "kind" = 'untied';--> statement-breakpoint
ALTER TABLE "campaign_posts" RENAME CONSTRAINT "wave_posts_wave_id_waves_id_fk" TO "campaign_posts_campaign_id_campaigns_id_fk";--> statement-breakpoint
ALTER TABLE "campaign_posts" RENAME CONSTRAINT "wave_posts_post_id_posts_id_fk" TO "campaign_posts_post_id_posts_id_fk";--> statement-breakpoint
ALTER TABLE "campaign_posts" RENAME CONSTRAINT "wave_posts_pkey" TO "campaign_posts_pkey";--> statement-breakpoint
ALTER TABLE "campaigns" RENAME CONSTRAINT "waves_pkey" TO "campaigns_pkey";--> statement-breakpoint
ALTER TABLE "minhash_signatures" RENAME CONSTRAINT "text_sketches_wave_id_waves_id_fk" TO "minhash_signatures_campaign_id_campaigns_id_fk";--> statement-breakpoint
ALTER TABLE "minhash_signatures" RENAME CONSTRAINT "text_sketches_post_id_posts_id_fk" TO "minhash_signatures_post_id_posts_id_fk";--> statement-breakpoint
ALTER TABLE "minhash_signatures" RENAME CONSTRAINT "text_sketches_user_id_users_id_fk" TO "minhash_signatures_user_id_users_id_fk";--> statement-breakpoint
ALTER TABLE "minhash_signatures" RENAME CONSTRAINT "text_sketches_pkey" TO "minhash_signatures_pkey";--> statement-breakpoint
ALTER TABLE "saved_replies" RENAME CONSTRAINT "macros_created_by_id_users_id_fk" TO "saved_replies_created_by_id_users_id_fk";--> statement-breakpoint
ALTER TABLE "saved_replies" RENAME CONSTRAINT "macros_pkey" TO "saved_replies_pkey";--> statement-breakpoint
ALTER TABLE "zero_result_queries" RENAME CONSTRAINT "search_misses_week_term_person_pk" TO "zero_result_queries_week_term_person_pk";--> statement-breakpoint
ALTER INDEX "announcement_updates_to_tell" RENAME TO "announcement_updates_to_notify";--> statement-breakpoint
ALTER INDEX "announcements_to_tell" RENAME TO "announcements_to_notify";--> statement-breakpoint
ALTER INDEX "wave_posts_wave" RENAME TO "campaign_posts_campaign";--> statement-breakpoint
ALTER INDEX "text_sketches_created" RENAME TO "minhash_signatures_created";--> statement-breakpoint
ALTER INDEX "text_sketches_keys" RENAME TO "minhash_signatures_keys";--> statement-breakpoint
ALTER INDEX "text_sketches_wave" RENAME TO "minhash_signatures_campaign";--> statement-breakpoint
ALTER INDEX "text_sketches_post" RENAME TO "minhash_signatures_post";--> statement-breakpoint
ALTER INDEX "ticket_messages_untold" RENAME TO "ticket_messages_unnotified";--> statement-breakpoint
ALTER SEQUENCE "waves_id_seq" RENAME TO "campaigns_id_seq";--> statement-breakpoint
ALTER SEQUENCE "macros_id_seq" RENAME TO "saved_replies_id_seq";--> statement-breakpoint
ALTER SEQUENCE "text_sketches_id_seq" RENAME TO "minhash_signatures_id_seq";--> statement-breakpoint
-- The function names a column, and a rename does not reach into its text.
CREATE OR REPLACE FUNCTION public.note_changed_tickets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  WITH changed AS (
    SELECT o.id, o.topic <> n.topic AS moved, o.topic AS topic_before, n.topic AS topic_after,
      ARRAY[o.created_at, o.first_answered_at, o.resolved_at] AS times_before,
      ARRAY[n.created_at, n.first_answered_at, n.resolved_at] AS times_after
    FROM before_it AS o JOIN after_it AS n USING (id)
    WHERE (o.topic, o.state IN ('resolved', 'closed'), o.merged_into_id IS NULL, o.thread_id IS NULL,
        o.created_at, o.first_answered_at, o.resolved_at, o.paused_at, o.first_due_at, o.resolve_due_at)
      IS DISTINCT FROM
      (n.topic, n.state IN ('resolved', 'closed'), n.merged_into_id IS NULL, n.thread_id IS NULL,
        n.created_at, n.first_answered_at, n.resolved_at, n.paused_at, n.first_due_at, n.resolve_due_at))
  SELECT date_trunc('day', at, 'UTC'), topic_before
  FROM changed CROSS JOIN LATERAL unnest(times_before) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', at, 'UTC'), topic_after
  FROM changed CROSS JOIN LATERAL unnest(times_after) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', created_at, 'UTC'), topic
  FROM changed JOIN ticket_history ON ticket_id = changed.id
    CROSS JOIN LATERAL (VALUES (topic_before), (topic_after)) AS topics (topic)
  WHERE moved AND (kind = 'reopened' OR (kind = 'state' AND detail = 'resolved'));
  RETURN NULL;
END $function$

