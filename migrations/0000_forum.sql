-- Similar words are found by trigrams; the index on `search_words` needs the extension.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."moderation_action_kind" AS ENUM('hidden', 'auto_hidden', 'restored', 'approved', 'awaiting_approval', 'handed_back', 'edit_approved', 'edit_refused', 'flag_cleared', 'flag_kept', 'flagged', 'closed', 'reopened', 'moved', 'merged', 'split', 'retitled', 'retagged', 'slowed', 'unslowed', 'redacted', 'quote_redacted', 'outdated', 'current', 'pinned', 'unpinned', 'announcement_linked', 'announcement_unlinked', 'report_upheld', 'report_dismissed', 'case_reopened', 'warned', 'silenced', 'suspended', 'lifted', 'appeal_upheld', 'appeal_rejected', 'appeal_reopened');--> statement-breakpoint
CREATE SEQUENCE "public"."security_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"last_used_at" timestamptz(3),
	"revoked_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"ref" bigint NOT NULL,
	"from_user_id" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	CONSTRAINT "contributions_user_id_kind_ref_from_user_id_pk" PRIMARY KEY("user_id","kind","ref","from_user_id")
);
--> statement-breakpoint
CREATE TABLE "email_addresses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "email_addresses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"email" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"factor_since" timestamptz(3),
	"restores_id" bigint
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "invitations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"seed" text NOT NULL,
	"kind" text NOT NULL,
	"email" text,
	"locale" text NOT NULL,
	"max_uses" integer NOT NULL,
	"created_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	"revoked_by_id" bigint
);
--> statement-breakpoint
CREATE TABLE "known_clients" (
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"last_used_at" timestamptz(3) NOT NULL,
	CONSTRAINT "known_clients_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "known_places" (
	"user_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"last_used_at" timestamptz(3) NOT NULL,
	CONSTRAINT "known_places_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "mailed_tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mailed_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"seed" text NOT NULL,
	"purpose" text NOT NULL,
	"user_id" bigint,
	"email" text,
	"address_id" bigint,
	"factor_since" timestamptz(3),
	"device" text,
	"locale" text,
	"network" text,
	"digits" integer DEFAULT 6 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"mail_at" timestamptz(3),
	"used_at" timestamptz(3),
	CONSTRAINT "mailed_tokens_whose" CHECK (user_id is not null or purpose in ('email_proof', 'freeze_code'))
);
--> statement-breakpoint
CREATE TABLE "muted_users" (
	"user_id" bigint NOT NULL,
	"muted_user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "muted_users_user_id_muted_user_id_pk" PRIMARY KEY("user_id","muted_user_id")
);
--> statement-breakpoint
CREATE TABLE "old_usernames" (
	"username_key" text PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pending_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pending_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"power" text DEFAULT '' NOT NULL,
	"user_id" bigint,
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"outcome" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sanctions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sanctions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"category_id" bigint,
	"reason" text NOT NULL,
	"until" timestamptz(3),
	"by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"lifted_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"encrypted_secret" text NOT NULL,
	"confirmed_at" timestamptz(3),
	"last_step" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"authenticated_at" timestamptz(3) NOT NULL,
	"last_used_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"second_factor" boolean DEFAULT false NOT NULL,
	"scopes" text[],
	"address" text NOT NULL,
	"user_agent" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"username" text NOT NULL,
	"username_key" text NOT NULL,
	"email" text,
	"email_verified_at" timestamptz(3),
	"password_hash" text,
	"role" text DEFAULT 'member' NOT NULL,
	"capabilities" text[] DEFAULT '{}' NOT NULL,
	"desk_topics" text[] DEFAULT '{}' NOT NULL,
	"trust" text DEFAULT 'new' NOT NULL,
	"former_staff" boolean DEFAULT false NOT NULL,
	"locale" text,
	"time_zone" text,
	"bio" text DEFAULT '' NOT NULL,
	"invitation_id" bigint,
	"visitor" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"last_seen_at" timestamptz(3),
	"frozen_at" timestamptz(3),
	"closes_at" timestamptz(3),
	"erased_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "security_event_addresses" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "security_events" (
	"id" bigint DEFAULT nextval('security_events_id_seq') NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"kind" text NOT NULL,
	"actor_id" bigint NOT NULL,
	"subject_id" bigint,
	"browser" text NOT NULL,
	"network" text,
	"details" jsonb NOT NULL,
	CONSTRAINT "security_events_created_at_id_pk" PRIMARY KEY("created_at","id")
);
--> statement-breakpoint
CREATE TABLE "unknown_sign_ins" (
	"minute" timestamptz(3) NOT NULL,
	"network" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "unknown_sign_ins_minute_network_pk" PRIMARY KEY("minute","network")
);
--> statement-breakpoint
CREATE TABLE "announcement_categories" (
	"announcement_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	CONSTRAINT "announcement_categories_announcement_id_category_id_pk" PRIMARY KEY("announcement_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "announcement_followings" (
	"type" text NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "announcement_followings_type_user_id_pk" PRIMARY KEY("type","user_id")
);
--> statement-breakpoint
CREATE TABLE "announcement_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"sealed_private" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"retired_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "announcement_proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"phase" text,
	"update_id" bigint,
	"bodies" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"outcome" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "announcement_readers" (
	"announcement_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	CONSTRAINT "announcement_readers_announcement_id_user_id_pk" PRIMARY KEY("announcement_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "announcement_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"editor_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"published_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "announcement_signatures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_signatures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"kid" text NOT NULL,
	"document" jsonb NOT NULL,
	"signature" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcement_templates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"locale" text NOT NULL,
	"number" integer NOT NULL,
	"title" text,
	"body" text,
	"editor_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcement_texts" (
	"announcement_id" bigint NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"renderer_version" integer NOT NULL,
	"folded" text NOT NULL,
	CONSTRAINT "announcement_texts_announcement_id_locale_pk" PRIMARY KEY("announcement_id","locale")
);
--> statement-breakpoint
CREATE TABLE "announcement_types" (
	"key" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"basis" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"removed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "announcement_update_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_update_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"update_id" bigint NOT NULL,
	"bodies" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcement_updates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_updates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"phase" text NOT NULL,
	"bodies" jsonb NOT NULL,
	"html" jsonb,
	"author_id" bigint NOT NULL,
	"changed_at" timestamptz(3),
	"created_at" timestamptz(3) NOT NULL,
	"notify_at" timestamptz(3),
	"notified_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text DEFAULT 'draft' NOT NULL,
	"type" text NOT NULL,
	"basis" text NOT NULL,
	"severity" text NOT NULL,
	"phase" text,
	"services" text[] NOT NULL,
	"author_id" bigint NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"public_revision" integer DEFAULT 0 NOT NULL,
	"approved_revision" integer DEFAULT 0 NOT NULL,
	"approved_by_id" bigint,
	"approval_due" boolean DEFAULT false NOT NULL,
	"publish_at" timestamptz(3),
	"published_at" timestamptz(3),
	"expires_at" timestamptz(3),
	"starts_at" timestamptz(3),
	"ends_at" timestamptz(3),
	"pinned_until" timestamptz(3),
	"pin_order" integer DEFAULT 0 NOT NULL,
	"discussion" text DEFAULT 'none' NOT NULL,
	"discussion_thread_id" bigint,
	"notify_at" timestamptz(3),
	"notified_at" timestamptz(3),
	"remind_at" timestamptz(3),
	"withdrawn_at" timestamptz(3),
	"correction" jsonb,
	"correction_html" jsonb,
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "effects_done" (
	"event_id" bigint NOT NULL,
	"effect" text NOT NULL,
	CONSTRAINT "effects_done_event_id_effect_pk" PRIMARY KEY("event_id","effect")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"actor_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"dispatched_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" bigint NOT NULL,
	"key" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"body_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "limits" (
	"name" text NOT NULL,
	"subject" text NOT NULL,
	"window_start" timestamptz(3) NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"beat_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderation_actions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation_actions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" "moderation_action_kind" NOT NULL,
	"actor_id" bigint NOT NULL,
	"actor_role" text NOT NULL,
	"category_id" bigint,
	"thread_id" bigint,
	"from_thread_id" bigint,
	"post_id" bigint,
	"user_id" bigint,
	"case_id" bigint,
	"sanction_id" bigint,
	"appealed_id" bigint,
	"sweep_id" bigint,
	"was_awaiting_approval" boolean DEFAULT false NOT NULL,
	"kept_replies" boolean DEFAULT false NOT NULL,
	"reason" text,
	"note" text,
	"own_case" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"action_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"decided_by_id" bigint,
	"outcome" text,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint,
	"user_id" bigint NOT NULL,
	"opened_at" timestamptz(3) NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"alerted_at" timestamptz(3),
	"claimed_by_id" bigint,
	"claimed_at" timestamptz(3),
	"resolved_at" timestamptz(3),
	"resolved_by_id" bigint,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"reporter_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"network" text,
	"signed_in" boolean DEFAULT true NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sweeps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"by_id" bigint NOT NULL,
	"sanction_id" bigint,
	"created_at" timestamptz(3) NOT NULL,
	"undone_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "campaign_posts" (
	"post_id" bigint PRIMARY KEY NOT NULL,
	"campaign_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "folded_mails" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3),
	"notified_until" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"event_id" bigint NOT NULL,
	"thread_id" bigint,
	"post_id" bigint,
	"action_id" bigint,
	"announcement_id" bigint,
	"ticket_id" bigint,
	"actor_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"read_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"mail" text NOT NULL,
	CONSTRAINT "notification_preferences_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "sent_mails" (
	"key" text PRIMARY KEY NOT NULL,
	"sent_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "allowed_hosts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "allowed_hosts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"host" text NOT NULL,
	"added_by_id" bigint,
	"added_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "blocked_hosts" (
	"source" text NOT NULL,
	"host" text NOT NULL,
	CONSTRAINT "blocked_hosts_source_host_pk" PRIMARY KEY("source","host")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"token" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"verdict" text NOT NULL,
	"kept_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "post_links" (
	"token" text NOT NULL,
	"post_id" bigint NOT NULL,
	CONSTRAINT "post_links_token_post_id_pk" PRIMARY KEY("token","post_id")
);
--> statement-breakpoint
CREATE TABLE "swept_links" (
	"sweep_id" bigint NOT NULL,
	"key" text NOT NULL,
	"category_ids" bigint[],
	CONSTRAINT "swept_links_sweep_id_key_pk" PRIMARY KEY("sweep_id","key")
);
--> statement-breakpoint
CREATE TABLE "trusted_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trusted_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"key" text NOT NULL,
	"added_by_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"official_at" timestamptz(3),
	"gone_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "filters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "filters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form" text NOT NULL,
	"value" text NOT NULL,
	"action" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"tried_at" timestamptz(3),
	"added_by_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"changed_by_id" bigint,
	"changed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "campaigns_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"opened_at" timestamptz(3) NOT NULL,
	"released_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "minhash_signatures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "minhash_signatures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint,
	"user_id" bigint,
	"campaign_id" bigint,
	"hashes" integer[] NOT NULL,
	"keys" integer[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"post_id" bigint PRIMARY KEY NOT NULL,
	"thread_id" bigint NOT NULL,
	"vector" "tsvector" NOT NULL,
	"title_vector" "tsvector",
	"text" text NOT NULL,
	"written_at" timestamptz(3) NOT NULL,
	"indexed_at" timestamptz(3) NOT NULL,
	"format" smallint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_followers" (
	"engine" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"event_id" bigint NOT NULL,
	"building" text,
	"built_until" bigint,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_tickets" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"vector" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "zero_result_queries" (
	"week" date NOT NULL,
	"term" text NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "zero_result_queries_week_term_person_pk" PRIMARY KEY("week","term","person")
);
--> statement-breakpoint
CREATE TABLE "bookmarks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bookmarks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"user_id" bigint NOT NULL,
	"key" text NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "drafts_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "edits_awaiting_approval" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "edits_awaiting_approval_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"body" text NOT NULL,
	"reason" text,
	"created_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"released_before" text[],
	"leads_out_before" boolean,
	"flagged_before" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "me_toos" (
	"thread_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "me_toos_thread_id_user_id_pk" PRIMARY KEY("thread_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"post_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	CONSTRAINT "mentions_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "post_moves" (
	"from_thread_id" bigint NOT NULL,
	"from_number" integer NOT NULL,
	"post_id" bigint NOT NULL,
	"moved_at" timestamptz(3) NOT NULL,
	CONSTRAINT "post_moves_from_thread_id_from_number_pk" PRIMARY KEY("from_thread_id","from_number")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "posts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"thread_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"author_id" bigint NOT NULL,
	"author_role" text NOT NULL,
	"official" boolean DEFAULT false NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"renderer_version" integer NOT NULL,
	"reply_to_number" integer,
	"state" text DEFAULT 'visible' NOT NULL,
	"hidden_reason" text,
	"auto_hidden" boolean DEFAULT false NOT NULL,
	"hidden_by_staff" boolean DEFAULT false NOT NULL,
	"refused" boolean DEFAULT false NOT NULL,
	"withdrawn_at" timestamptz(3),
	"vote_count" integer DEFAULT 0 NOT NULL,
	"revision_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"edited_at" timestamptz(3),
	"outdated_at" timestamptz(3),
	"outdated_by_id" bigint,
	"successor_id" bigint,
	"redacted_at" timestamptz(3),
	"quarantined_links" text[] DEFAULT '{}' NOT NULL,
	"released_links" text[] DEFAULT '{}' NOT NULL,
	"leads_out" boolean DEFAULT false NOT NULL,
	"flagged_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"user_id" bigint NOT NULL,
	"thread_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"read_at" timestamptz(3) NOT NULL,
	CONSTRAINT "readings_user_id_thread_id_pk" PRIMARY KEY("user_id","thread_id")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"title" text,
	"body" text NOT NULL,
	"editor_id" bigint NOT NULL,
	"reason" text,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_followings" (
	"thread_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"level" text DEFAULT 'following' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "thread_followings_thread_id_user_id_pk" PRIMARY KEY("thread_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "thread_history" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "thread_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"thread_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"after_number" integer NOT NULL,
	"actor_role" text NOT NULL,
	"detail" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_marks" (
	"thread_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3),
	CONSTRAINT "thread_marks_thread_id_kind_ref_pk" PRIMARY KEY("thread_id","kind","ref")
);
--> statement-breakpoint
CREATE TABLE "thread_moves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "thread_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"by_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"moved" jsonb NOT NULL,
	"moved_at" timestamptz(3) NOT NULL,
	"undone_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "threads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"category_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'visible' NOT NULL,
	"last_public_at" timestamptz(3),
	"merged_into" bigint,
	"created_at" timestamptz(3) NOT NULL,
	"last_post_at" timestamptz(3) NOT NULL,
	"last_poster_id" bigint NOT NULL,
	"highest_number" integer DEFAULT 1 NOT NULL,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"vote_count" integer DEFAULT 0 NOT NULL,
	"me_too_count" integer DEFAULT 0 NOT NULL,
	"official_count" integer DEFAULT 0 NOT NULL,
	"accepted_post_id" bigint,
	"accepted_by_id" bigint,
	"accepted_at" timestamptz(3),
	"confirmed_by_id" bigint,
	"solved_at" timestamptz(3),
	"closed_at" timestamptz(3),
	"closed_by_id" bigint,
	"close_reason" text,
	"reopens_at" timestamptz(3),
	"slow_seconds" integer,
	"move_count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"post_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "votes_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "categories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"parent_id" bigint,
	"position" integer DEFAULT 0 NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"rule" text DEFAULT 'public' NOT NULL,
	"hide_threshold" integer DEFAULT 3 NOT NULL,
	"hold_first_posts" boolean DEFAULT false NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "category_followings" (
	"category_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"level" text DEFAULT 'following' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "category_followings_category_id_user_id_pk" PRIMARY KEY("category_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "category_moderators" (
	"category_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "category_moderators_category_id_user_id_pk" PRIMARY KEY("category_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "desk_agents" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_replies" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"topic" text,
	"body" jsonb NOT NULL,
	"created_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_answers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"publish_at" timestamptz(3) NOT NULL,
	"post_id" bigint
);
--> statement-breakpoint
CREATE TABLE "ticket_copies" (
	"ticket_id" bigint NOT NULL,
	"post_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "ticket_copies_ticket_id_post_id_pk" PRIMARY KEY("ticket_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_facts" (
	"ticket_id" bigint NOT NULL,
	"key" text NOT NULL,
	"sealed" text NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ticket_facts_ticket_id_key_pk" PRIMARY KEY("ticket_id","key")
);
--> statement-breakpoint
CREATE TABLE "ticket_history" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"detail" text,
	"actor_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"ticket_id" bigint NOT NULL,
	"other_id" bigint NOT NULL,
	"created_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ticket_links_ticket_id_other_id_pk" PRIMARY KEY("ticket_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_messages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"author_id" bigint NOT NULL,
	"side" text NOT NULL,
	"audience" text NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"renderer_version" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"sent_at" timestamptz(3) NOT NULL,
	"notified_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "ticket_viewers" (
	"ticket_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"writing" boolean NOT NULL,
	"seen_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ticket_viewers_ticket_id_user_id_pk" PRIMARY KEY("ticket_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tickets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"requester_id" bigint NOT NULL,
	"opened_by_id" bigint,
	"thread_id" bigint,
	"topic" text NOT NULL,
	"subject" text,
	"language" text NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"outcome" text,
	"priority" text DEFAULT 'normal' NOT NULL,
	"assignee_id" bigint,
	"created_at" timestamptz(3) NOT NULL,
	"public_since" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	"confirmed_at" timestamptz(3),
	"first_answered_at" timestamptz(3),
	"resolved_at" timestamptz(3),
	"closed_at" timestamptz(3),
	"merged_into_id" bigint,
	"announcement_id" bigint,
	"snoozed_until" timestamptz(3),
	"first_due_at" timestamptz(3) NOT NULL,
	"resolve_due_at" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"paused_at" timestamptz(3),
	"paused_for" bigint DEFAULT 0 NOT NULL,
	"alert_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "desk_days" (
	"day" timestamptz(3) NOT NULL,
	"topic" text NOT NULL,
	"from_threads" integer NOT NULL,
	"direct" integer NOT NULL,
	"open" integer NOT NULL,
	"answers" integer NOT NULL,
	"late_answers" integer NOT NULL,
	"answer_times" numeric NOT NULL,
	"resolutions" integer NOT NULL,
	"late_resolutions" integer NOT NULL,
	"resolution_times" numeric NOT NULL,
	"resolved" integer NOT NULL,
	"reopened" integer NOT NULL,
	CONSTRAINT "desk_days_day_topic_pk" PRIMARY KEY("day","topic")
);
--> statement-breakpoint
CREATE TABLE "desk_days_touched" (
	"day" timestamptz(3) NOT NULL,
	"topic" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_months" (
	"month" timestamptz(3) NOT NULL,
	"topic" text NOT NULL,
	"from_threads" integer NOT NULL,
	"direct" integer NOT NULL,
	"open" integer NOT NULL,
	"answers" integer NOT NULL,
	"late_answers" integer NOT NULL,
	"answer_times" numeric NOT NULL,
	"resolutions" integer NOT NULL,
	"late_resolutions" integer NOT NULL,
	"resolution_times" numeric NOT NULL,
	"resolved" integer NOT NULL,
	"reopened" integer NOT NULL,
	CONSTRAINT "desk_months_month_topic_pk" PRIMARY KEY("month","topic")
);
--> statement-breakpoint
CREATE TABLE "desk_rules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "desk_rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"conditions" jsonb NOT NULL,
	"priority" text,
	"enabled_at" timestamptz(3),
	"changed_by_id" bigint NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dismissed_suggestions" (
	"thread_id" bigint PRIMARY KEY NOT NULL,
	"dismissed_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_levels" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_levels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"levels" jsonb NOT NULL,
	"created_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_topics" (
	"key" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"form" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"retired_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" bigint NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"parent_kind" text,
	"parent_id" bigint,
	"created_at" timestamptz(3) NOT NULL,
	"attached_at" timestamptz(3),
	"erased_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "moderator_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderator_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"thread_id" bigint,
	"author_id" bigint NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "volunteer_applications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "volunteer_applications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"category_ids" bigint[] NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"decided_by_id" bigint,
	"outcome" text,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "on_call_shifts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "on_call_shifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"days" integer[] DEFAULT '{}' NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"time_zone" text NOT NULL,
	"by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_id" bigint NOT NULL,
	"message_id" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamptz(3) NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamptz(3),
	"last_attempt_at" timestamptz(3),
	"status" integer,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"sealed_secret" text NOT NULL,
	"previous_secrets" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributions" ADD CONSTRAINT "contributions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_addresses" ADD CONSTRAINT "email_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_addresses" ADD CONSTRAINT "email_addresses_restores_id_email_addresses_id_fk" FOREIGN KEY ("restores_id") REFERENCES "public"."email_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_revoked_by_id_users_id_fk" FOREIGN KEY ("revoked_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_clients" ADD CONSTRAINT "known_clients_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_places" ADD CONSTRAINT "known_places_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_address_id_email_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."email_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "muted_users" ADD CONSTRAINT "muted_users_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "muted_users" ADD CONSTRAINT "muted_users_muted_user_id_users_id_fk" FOREIGN KEY ("muted_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "old_usernames" ADD CONSTRAINT "old_usernames_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_changes" ADD CONSTRAINT "pending_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_categories" ADD CONSTRAINT "announcement_categories_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_categories" ADD CONSTRAINT "announcement_categories_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_followings" ADD CONSTRAINT "announcement_followings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_update_id_announcement_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."announcement_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_revisions" ADD CONSTRAINT "announcement_revisions_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_revisions" ADD CONSTRAINT "announcement_revisions_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_signatures" ADD CONSTRAINT "announcement_signatures_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_signatures" ADD CONSTRAINT "announcement_signatures_kid_announcement_keys_kid_fk" FOREIGN KEY ("kid") REFERENCES "public"."announcement_keys"("kid") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_templates" ADD CONSTRAINT "announcement_templates_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_texts" ADD CONSTRAINT "announcement_texts_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_update_revisions" ADD CONSTRAINT "announcement_update_revisions_update_id_announcement_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."announcement_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_update_revisions" ADD CONSTRAINT "announcement_update_revisions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_approved_by_id_users_id_fk" FOREIGN KEY ("approved_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_discussion_thread_id_threads_id_fk" FOREIGN KEY ("discussion_thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_posts" ADD CONSTRAINT "campaign_posts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_posts" ADD CONSTRAINT "campaign_posts_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folded_mails" ADD CONSTRAINT "folded_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_links" ADD CONSTRAINT "post_links_token_links_token_fk" FOREIGN KEY ("token") REFERENCES "public"."links"("token") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_links" ADD CONSTRAINT "post_links_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minhash_signatures" ADD CONSTRAINT "minhash_signatures_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minhash_signatures" ADD CONSTRAINT "minhash_signatures_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minhash_signatures" ADD CONSTRAINT "minhash_signatures_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edits_awaiting_approval" ADD CONSTRAINT "edits_awaiting_approval_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "me_toos" ADD CONSTRAINT "me_toos_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "me_toos" ADD CONSTRAINT "me_toos_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_moves" ADD CONSTRAINT "post_moves_from_thread_id_threads_id_fk" FOREIGN KEY ("from_thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_moves" ADD CONSTRAINT "post_moves_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readings" ADD CONSTRAINT "readings_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_followings" ADD CONSTRAINT "thread_followings_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_followings" ADD CONSTRAINT "thread_followings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_history" ADD CONSTRAINT "thread_history_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_marks" ADD CONSTRAINT "thread_marks_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_moves" ADD CONSTRAINT "thread_moves_by_id_users_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_moves" ADD CONSTRAINT "thread_moves_to_id_categories_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_followings" ADD CONSTRAINT "category_followings_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_followings" ADD CONSTRAINT "category_followings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_moderators" ADD CONSTRAINT "category_moderators_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_moderators" ADD CONSTRAINT "category_moderators_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_agents" ADD CONSTRAINT "desk_agents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_replies" ADD CONSTRAINT "saved_replies_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_copies" ADD CONSTRAINT "ticket_copies_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_copies" ADD CONSTRAINT "ticket_copies_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_facts" ADD CONSTRAINT "ticket_facts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_history" ADD CONSTRAINT "ticket_history_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_other_id_tickets_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_viewers" ADD CONSTRAINT "ticket_viewers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_viewers" ADD CONSTRAINT "ticket_viewers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_opened_by_id_users_id_fk" FOREIGN KEY ("opened_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_merged_into_id_tickets_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_rules" ADD CONSTRAINT "desk_rules_changed_by_id_users_id_fk" FOREIGN KEY ("changed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissed_suggestions" ADD CONSTRAINT "dismissed_suggestions_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissed_suggestions" ADD CONSTRAINT "dismissed_suggestions_dismissed_by_id_users_id_fk" FOREIGN KEY ("dismissed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_levels" ADD CONSTRAINT "service_levels_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "volunteer_applications" ADD CONSTRAINT "volunteer_applications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_call_shifts" ADD CONSTRAINT "on_call_shifts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_tokens_user" ON "api_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "email_addresses_user" ON "email_addresses" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "email_addresses_email" ON "email_addresses" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_hash" ON "invitations" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "mailed_tokens_waiting" ON "mailed_tokens" USING btree ("mail_at") WHERE mail_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mailed_tokens_hash" ON "mailed_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "mailed_tokens_user" ON "mailed_tokens" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE INDEX "mailed_tokens_proof" ON "mailed_tokens" USING btree (lower("email"),"id") WHERE user_id is null;--> statement-breakpoint
CREATE INDEX "mailed_tokens_address" ON "mailed_tokens" USING btree ("address_id") WHERE address_id is not null;--> statement-breakpoint
CREATE INDEX "mailed_tokens_expiry" ON "mailed_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "pending_changes_open" ON "pending_changes" USING btree ("kind","subject_id","power") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "pending_changes_due" ON "pending_changes" USING btree ("proposed_at") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "sanctions_user" ON "sanctions" USING btree ("user_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "sanctions_history" ON "sanctions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_username_key" ON "users" USING btree ("username_key");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email")) WHERE email_verified_at is not null;--> statement-breakpoint
CREATE INDEX "users_any_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "users_unverified" ON "users" USING btree ("created_at") WHERE email_verified_at is null and erased_at is null;--> statement-breakpoint
CREATE INDEX "users_closing" ON "users" USING btree ("closes_at") WHERE closes_at is not null;--> statement-breakpoint
CREATE INDEX "users_invitation" ON "users" USING btree ("invitation_id") WHERE invitation_id is not null;--> statement-breakpoint
CREATE INDEX "users_name_prefix" ON "users" USING btree ("username_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "users_power" ON "users" USING btree ("role") WHERE role <> 'member';--> statement-breakpoint
CREATE INDEX "security_event_addresses_age" ON "security_event_addresses" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "security_events_id" ON "security_events" USING btree ("id");--> statement-breakpoint
CREATE INDEX "security_events_actor" ON "security_events" USING btree ("actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_subject" ON "security_events" USING btree ("subject_id","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_kind" ON "security_events" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "security_events_network" ON "security_events" USING btree ("network","created_at","id");--> statement-breakpoint
CREATE INDEX "announcement_categories_category" ON "announcement_categories" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "announcement_followings_user" ON "announcement_followings" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_keys_active" ON "announcement_keys" USING btree ((retired_at is null)) WHERE retired_at is null;--> statement-breakpoint
CREATE INDEX "announcement_proposals_announcement" ON "announcement_proposals" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE INDEX "announcement_proposals_waiting" ON "announcement_proposals" USING btree ("announcement_id") WHERE decided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_revisions_number" ON "announcement_revisions" USING btree ("announcement_id","number");--> statement-breakpoint
CREATE INDEX "announcement_signatures_announcement" ON "announcement_signatures" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_templates_number" ON "announcement_templates" USING btree ("type","locale","number");--> statement-breakpoint
CREATE INDEX "announcement_update_revisions_update" ON "announcement_update_revisions" USING btree ("update_id","id");--> statement-breakpoint
CREATE INDEX "announcement_updates_announcement" ON "announcement_updates" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE INDEX "announcement_updates_to_notify" ON "announcement_updates" USING btree ("notify_at") WHERE notified_at is null;--> statement-breakpoint
CREATE INDEX "announcements_latest" ON "announcements" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "announcements_work" ON "announcements" USING btree ("changed_at","id") WHERE state in ('draft', 'awaiting', 'scheduled');--> statement-breakpoint
CREATE INDEX "announcements_to_publish" ON "announcements" USING btree ("publish_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "announcements_to_expire" ON "announcements" USING btree ("expires_at") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "announcements_to_notify" ON "announcements" USING btree ("notify_at") WHERE notified_at is null;--> statement-breakpoint
CREATE INDEX "announcements_to_remind" ON "announcements" USING btree ("remind_at") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "events_waiting" ON "events" USING btree ("id") WHERE dispatched_at is null;--> statement-breakpoint
CREATE INDEX "events_order" ON "events" USING btree ("xid","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "limits_key" ON "limits" USING btree ("name","subject");--> statement-breakpoint
CREATE INDEX "moderation_actions_thread" ON "moderation_actions" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "moderation_actions_post" ON "moderation_actions" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "moderation_actions_user" ON "moderation_actions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "moderation_actions_category" ON "moderation_actions" USING btree ("category_id","id");--> statement-breakpoint
CREATE INDEX "moderation_actions_actor" ON "moderation_actions" USING btree ("actor_id","created_at");--> statement-breakpoint
CREATE INDEX "moderation_actions_created" ON "moderation_actions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "moderation_actions_sweep" ON "moderation_actions" USING btree ("sweep_id") WHERE sweep_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_action" ON "appeals" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "appeals_user" ON "appeals" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "appeals_decided" ON "appeals" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("created_at","id") WHERE decided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open_post" ON "cases" USING btree ("post_id") WHERE resolved_at is null and post_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open_user" ON "cases" USING btree ("user_id") WHERE resolved_at is null and post_id is null;--> statement-breakpoint
CREATE INDEX "cases_resolver" ON "cases" USING btree ("resolved_by_id","resolved_at");--> statement-breakpoint
CREATE INDEX "cases_resolved" ON "cases" USING btree ("resolved_at");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ((not "urgent"),"opened_at","id") WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_once" ON "reports" USING btree ("case_id","reporter_id");--> statement-breakpoint
CREATE INDEX "reports_reporter" ON "reports" USING btree ("reporter_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sweeps_open" ON "sweeps" USING btree ("user_id","by_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "campaign_posts_campaign" ON "campaign_posts" USING btree ("campaign_id","post_id");--> statement-breakpoint
CREATE INDEX "folded_mails_due" ON "folded_mails" USING btree ("due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("user_id","event_id","kind");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "notifications_announcement" ON "notifications" USING btree ("announcement_id","kind","user_id") WHERE announcement_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_post" ON "notifications" USING btree ("post_id","user_id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "allowed_hosts_host" ON "allowed_hosts" USING btree ("host");--> statement-breakpoint
CREATE INDEX "blocked_hosts_host" ON "blocked_hosts" USING btree ("host");--> statement-breakpoint
CREATE INDEX "links_kept" ON "links" USING btree ("kept_at");--> statement-breakpoint
CREATE INDEX "links_host" ON "links" USING btree (lower(left(rtrim(split_part(regexp_replace(split_part(translate(split_part("url", '//', 2), '?#\', '///'), '/', 1), '^.*@', ''), ':', 1), '.'), 255)));--> statement-breakpoint
CREATE INDEX "links_page" ON "links" USING btree (left(lower(left(rtrim(split_part(regexp_replace(split_part(translate(split_part("url", '//', 2), '?#\', '///'), '/', 1), '^.*@', ''), ':', 1), '.'), 255)) || '/' || btrim(regexp_replace(regexp_replace(substring(lower("url") from '^[^/]*//[^/?#]*([^?#]*)'), '\u003b[^/]*', '', 'g'), '/+', '/', 'g'), '/'), 500));--> statement-breakpoint
CREATE INDEX "post_links_post" ON "post_links" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "swept_links_key" ON "swept_links" USING btree ("key");--> statement-breakpoint
CREATE UNIQUE INDEX "trusted_entries_key" ON "trusted_entries" USING btree ("kind","key") WHERE gone_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "filters_value" ON "filters" USING btree ("form","value");--> statement-breakpoint
CREATE INDEX "filters_enabled" ON "filters" USING btree ("id") WHERE enabled;--> statement-breakpoint
CREATE UNIQUE INDEX "minhash_signatures_post" ON "minhash_signatures" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "minhash_signatures_campaign" ON "minhash_signatures" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "minhash_signatures_keys" ON "minhash_signatures" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "minhash_signatures_created" ON "minhash_signatures" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "search_documents_vector" ON "search_documents" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_documents_title" ON "search_documents" USING gin ("title_vector") WITH (fastupdate=false) WHERE title_vector is not null;--> statement-breakpoint
CREATE INDEX "search_documents_written" ON "search_documents" USING btree ("written_at");--> statement-breakpoint
CREATE INDEX "search_documents_format" ON "search_documents" USING btree ("format");--> statement-breakpoint
CREATE INDEX "search_tickets_vector" ON "search_tickets" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_words_similar" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "bookmarks_once" ON "bookmarks" USING btree ("user_id","post_id");--> statement-breakpoint
CREATE INDEX "bookmarks_user" ON "bookmarks" USING btree ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "edits_awaiting_approval_post" ON "edits_awaiting_approval" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_number" ON "posts" USING btree ("thread_id","number");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id","created_at","id");--> statement-breakpoint
CREATE INDEX "posts_awaiting_approval" ON "posts" USING btree ("created_at","id") WHERE state = 'awaiting_approval';--> statement-breakpoint
CREATE INDEX "posts_flagged" ON "posts" USING btree ("flagged_at","id") WHERE flagged_at is not null;--> statement-breakpoint
CREATE INDEX "posts_quarantined" ON "posts" USING btree ("author_id") WHERE quarantined_links <> '{}';--> statement-breakpoint
CREATE INDEX "posts_official" ON "posts" USING btree ("thread_id","number") WHERE official and state = 'visible';--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_number" ON "revisions" USING btree ("post_id","number");--> statement-breakpoint
CREATE INDEX "thread_followings_user" ON "thread_followings" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "thread_history_thread" ON "thread_history" USING btree ("thread_id","after_number","id");--> statement-breakpoint
CREATE INDEX "thread_marks_kind" ON "thread_marks" USING btree ("kind","until");--> statement-breakpoint
CREATE INDEX "thread_marks_ref" ON "thread_marks" USING btree ("kind","ref");--> statement-breakpoint
CREATE INDEX "thread_moves_moved" ON "thread_moves" USING btree ("moved_at");--> statement-breakpoint
CREATE INDEX "threads_category_latest" ON "threads" USING btree ("category_id","last_post_at","id");--> statement-breakpoint
CREATE INDEX "threads_category_newest" ON "threads" USING btree ("category_id","created_at","id");--> statement-breakpoint
CREATE INDEX "threads_category_votes" ON "threads" USING btree ("category_id","vote_count","id");--> statement-breakpoint
CREATE INDEX "threads_latest" ON "threads" USING btree ("last_post_at","id");--> statement-breakpoint
CREATE INDEX "threads_newest" ON "threads" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "threads_votes" ON "threads" USING btree ("vote_count","id");--> statement-breakpoint
CREATE INDEX "threads_unanswered" ON "threads" USING btree ("created_at","id") WHERE reply_count = 0 and state = 'visible';--> statement-breakpoint
CREATE INDEX "threads_author" ON "threads" USING btree ("author_id","created_at","id");--> statement-breakpoint
CREATE INDEX "threads_reopening" ON "threads" USING btree ("reopens_at") WHERE reopens_at is not null;--> statement-breakpoint
CREATE INDEX "threads_tags" ON "threads" USING gin ("tags");--> statement-breakpoint
CREATE INDEX "votes_user" ON "votes" USING btree ("user_id","post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_slug" ON "categories" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "category_followings_user" ON "category_followings" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "category_moderators_user" ON "category_moderators" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "desk_agents_number" ON "desk_agents" USING btree ("number");--> statement-breakpoint
CREATE INDEX "ticket_answers_ticket" ON "ticket_answers" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_answers_due" ON "ticket_answers" USING btree ("publish_at") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "ticket_history_ticket" ON "ticket_history" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_history_ends" ON "ticket_history" USING btree ("created_at") WHERE kind = 'reopened' or (kind = 'state' and detail = 'resolved');--> statement-breakpoint
CREATE INDEX "ticket_links_other" ON "ticket_links" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "ticket_messages_ticket" ON "ticket_messages" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_messages_unnotified" ON "ticket_messages" USING btree ("sent_at") WHERE notified_at is null;--> statement-breakpoint
CREATE INDEX "ticket_viewers_user" ON "ticket_viewers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "tickets_open" ON "tickets" USING btree ((paused_at is not null),"due_at","id","topic","requester_id","paused_at") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id",(paused_at is not null),"due_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ((paused_at is not null),"due_at","id") WHERE state like 'waiting%';--> statement-breakpoint
CREATE INDEX "tickets_place" ON "tickets" USING btree ("topic",(paused_at is not null),"due_at","id") WHERE state not in ('resolved', 'closed') and first_answered_at is null;--> statement-breakpoint
CREATE INDEX "tickets_topic" ON "tickets" USING btree ("topic",(paused_at is not null),"due_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_snoozed" ON "tickets" USING btree ((paused_at is not null),"due_at","id") WHERE state not in ('resolved', 'closed') and snoozed_until is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_number" ON "tickets" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_open_once" ON "tickets" USING btree ("thread_id","requester_id") WHERE thread_id is not null and state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_created" ON "tickets" USING btree ("topic","created_at");--> statement-breakpoint
CREATE INDEX "tickets_open_created" ON "tickets" USING btree ("created_at","topic","requester_id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_resolved_at" ON "tickets" USING btree ("topic","resolved_at") WHERE resolved_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_requester" ON "tickets" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "tickets_thread" ON "tickets" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "tickets_ended" ON "tickets" USING btree ("changed_at","id") WHERE state in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_resolved" ON "tickets" USING btree ("resolved_at") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "tickets_merged" ON "tickets" USING btree ("merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "tickets_announcement" ON "tickets" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE INDEX "tickets_alert" ON "tickets" USING btree ("alert_at") WHERE alert_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_answered" ON "tickets" USING btree ("topic","first_answered_at") WHERE first_answered_at is not null;--> statement-breakpoint
CREATE INDEX "desk_days_open" ON "desk_days" USING btree ("day") WHERE open > 0;--> statement-breakpoint
CREATE INDEX "uploads_owner" ON "uploads" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "uploads_parent" ON "uploads" USING btree ("parent_kind","parent_id");--> statement-breakpoint
CREATE INDEX "uploads_unattached" ON "uploads" USING btree ("created_at") WHERE parent_id is null and erased_at is null;--> statement-breakpoint
CREATE INDEX "uploads_erased" ON "uploads" USING btree ("id") WHERE erased_at is not null;--> statement-breakpoint
CREATE INDEX "moderator_notes_user" ON "moderator_notes" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "moderator_notes_thread" ON "moderator_notes" USING btree ("thread_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "volunteer_applications_open" ON "volunteer_applications" USING btree ("user_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "volunteer_applications_user" ON "volunteer_applications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "volunteer_applications_waiting" ON "volunteer_applications" USING btree ("id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "on_call_shifts_user" ON "on_call_shifts" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_message" ON "webhook_deliveries" USING btree ("webhook_id","message_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_latest" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE state = 'waiting';