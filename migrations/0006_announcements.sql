CREATE TABLE "announcement_categories" (
	"announcement_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	CONSTRAINT "announcement_categories_announcement_id_category_id_pk" PRIMARY KEY("announcement_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "announcement_followings" (
	"kind" text NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "announcement_followings_kind_user_id_pk" PRIMARY KEY("kind","user_id")
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
CREATE TABLE "announcement_updates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_updates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"phase" text NOT NULL,
	"bodies" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text DEFAULT 'draft' NOT NULL,
	"kind" text NOT NULL,
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
	"tell_at" timestamptz(3),
	"told_at" timestamptz(3),
	"withdrawn_at" timestamptz(3),
	"correction" jsonb,
	"created_at" timestamptz(3) NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "announcement_id" bigint;--> statement-breakpoint
ALTER TABLE "announcement_categories" ADD CONSTRAINT "announcement_categories_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_categories" ADD CONSTRAINT "announcement_categories_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_followings" ADD CONSTRAINT "announcement_followings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_revisions" ADD CONSTRAINT "announcement_revisions_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_revisions" ADD CONSTRAINT "announcement_revisions_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_texts" ADD CONSTRAINT "announcement_texts_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD CONSTRAINT "announcement_updates_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_approved_by_id_users_id_fk" FOREIGN KEY ("approved_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_discussion_thread_id_threads_id_fk" FOREIGN KEY ("discussion_thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_categories_category" ON "announcement_categories" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "announcement_followings_user" ON "announcement_followings" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "announcement_revisions_number" ON "announcement_revisions" USING btree ("announcement_id","number");--> statement-breakpoint
CREATE INDEX "announcement_updates_announcement" ON "announcement_updates" USING btree ("announcement_id","id");--> statement-breakpoint
CREATE INDEX "announcements_latest" ON "announcements" USING btree ("published_at","id");--> statement-breakpoint
CREATE INDEX "announcements_work" ON "announcements" USING btree ("changed_at","id") WHERE state in ('draft', 'awaiting', 'scheduled');--> statement-breakpoint
CREATE INDEX "announcements_to_publish" ON "announcements" USING btree ("publish_at") WHERE state = 'scheduled';--> statement-breakpoint
CREATE INDEX "announcements_to_expire" ON "announcements" USING btree ("expires_at") WHERE state = 'published';--> statement-breakpoint
CREATE INDEX "announcements_to_tell" ON "announcements" USING btree ("tell_at") WHERE told_at is null;--> statement-breakpoint
CREATE INDEX "notifications_announcement" ON "notifications" USING btree ("announcement_id","kind","user_id") WHERE announcement_id is not null;--> statement-breakpoint
CREATE INDEX "thread_marks_ref" ON "thread_marks" USING btree ("kind","ref");