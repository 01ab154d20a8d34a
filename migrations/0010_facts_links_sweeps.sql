ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'merged' BEFORE 'retitled';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'split' BEFORE 'retitled';--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sweeps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"by_id" bigint NOT NULL,
	"sanction_id" bigint,
	"created_at" timestamptz(3) NOT NULL,
	"undone_at" timestamptz(3)
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
CREATE TABLE "trusted_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trusted_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"key" text NOT NULL,
	"added_by_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"add_confirmed_by_id" bigint,
	"removed_by_id" bigint,
	"removed_at" timestamptz(3),
	"removal_confirmed_by_id" bigint,
	"settled_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "macros" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "macros_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
CREATE TABLE "ticket_facts" (
	"ticket_id" bigint NOT NULL,
	"key" text NOT NULL,
	"sealed" text NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ticket_facts_ticket_id_key_pk" PRIMARY KEY("ticket_id","key")
);
--> statement-breakpoint
ALTER TABLE "moderation_actions" ADD COLUMN "sweep_id" bigint;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_links" ADD CONSTRAINT "post_links_token_links_token_fk" FOREIGN KEY ("token") REFERENCES "public"."links"("token") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_links" ADD CONSTRAINT "post_links_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "macros" ADD CONSTRAINT "macros_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_answers" ADD CONSTRAINT "ticket_answers_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_facts" ADD CONSTRAINT "ticket_facts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sweeps_open" ON "sweeps" USING btree ("user_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "blocked_hosts_host" ON "blocked_hosts" USING btree ("host");--> statement-breakpoint
CREATE INDEX "links_kept" ON "links" USING btree ("kept_at");--> statement-breakpoint
CREATE INDEX "post_links_post" ON "post_links" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trusted_entries_key" ON "trusted_entries" USING btree ("kind","key") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "ticket_answers_ticket" ON "ticket_answers" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_answers_due" ON "ticket_answers" USING btree ("publish_at") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "moderation_actions_post" ON "moderation_actions" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "tickets_ended" ON "tickets" USING btree ("changed_at","id") WHERE state in ('resolved', 'closed');