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
ALTER TABLE "categories" ADD COLUMN "hold_first_posts" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "reopens_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "slow_seconds" integer;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderator_notes" ADD CONSTRAINT "moderator_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "volunteer_applications" ADD CONSTRAINT "volunteer_applications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moderator_notes_user" ON "moderator_notes" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "moderator_notes_thread" ON "moderator_notes" USING btree ("thread_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "volunteer_applications_open" ON "volunteer_applications" USING btree ("user_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "volunteer_applications_user" ON "volunteer_applications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "volunteer_applications_waiting" ON "volunteer_applications" USING btree ("id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "moderation_actions_created" ON "moderation_actions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "appeals_decided" ON "appeals" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "cases_resolver" ON "cases" USING btree ("resolved_by_id","resolved_at");--> statement-breakpoint
CREATE INDEX "cases_resolved" ON "cases" USING btree ("resolved_at");--> statement-breakpoint
CREATE INDEX "threads_reopening" ON "threads" USING btree ("reopens_at") WHERE reopens_at is not null;