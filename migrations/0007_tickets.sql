CREATE TABLE "desk_agents" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_copies" (
	"ticket_id" bigint NOT NULL,
	"post_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "ticket_copies_ticket_id_post_id_pk" PRIMARY KEY("ticket_id","post_id")
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
	"told_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "ticket_reads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_reads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"actor_id" bigint NOT NULL,
	"what" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tickets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"requester_id" bigint NOT NULL,
	"opened_by_id" bigint NOT NULL,
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
	"snoozed_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "ticket_id" bigint;--> statement-breakpoint
ALTER TABLE "desk_agents" ADD CONSTRAINT "desk_agents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_copies" ADD CONSTRAINT "ticket_copies_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_copies" ADD CONSTRAINT "ticket_copies_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_history" ADD CONSTRAINT "ticket_history_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_requester_id_users_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_opened_by_id_users_id_fk" FOREIGN KEY ("opened_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "desk_agents_number" ON "desk_agents" USING btree ("number");--> statement-breakpoint
CREATE INDEX "ticket_history_ticket" ON "ticket_history" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_messages_ticket" ON "ticket_messages" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "ticket_messages_untold" ON "ticket_messages" USING btree ("sent_at") WHERE told_at is null;--> statement-breakpoint
CREATE INDEX "ticket_reads_ticket" ON "ticket_reads" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_number" ON "tickets" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_open_once" ON "tickets" USING btree ("thread_id","requester_id") WHERE thread_id is not null and state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_requester" ON "tickets" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "tickets_thread" ON "tickets" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "tickets_open" ON "tickets" USING btree ("changed_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id","changed_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_resolved" ON "tickets" USING btree ("resolved_at") WHERE state = 'resolved';
--> statement-breakpoint
-- Append-only: not even the forum's own role changes who read what.
REVOKE UPDATE, DELETE, TRUNCATE ON "ticket_reads" FROM CURRENT_USER;
