CREATE TABLE "retention_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "retention_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"term" text NOT NULL,
	"value_before" integer NOT NULL,
	"value" integer NOT NULL,
	"changed_at" timestamptz(3) NOT NULL,
	"changed_by_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_runs" (
	"term" text NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"count" integer NOT NULL,
	"ran_at" timestamptz(3) NOT NULL,
	CONSTRAINT "retention_runs_term_kind_day_pk" PRIMARY KEY("term","kind","day")
);
--> statement-breakpoint
CREATE TABLE "ticket_holds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_holds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"until" timestamptz(3),
	"reason" text NOT NULL,
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"outcome" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "retention_term" text;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "retained_from" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "details_removed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "details_removed_after" integer;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "held_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "desk_topics" ADD COLUMN "identity_papers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_holds" ADD CONSTRAINT "ticket_holds_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_holds" ADD CONSTRAINT "ticket_holds_proposed_by_id_users_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_holds" ADD CONSTRAINT "ticket_holds_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "retention_changes_term" ON "retention_changes" USING btree ("term","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_holds_waiting" ON "ticket_holds" USING btree ("ticket_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "ticket_holds_ticket" ON "ticket_holds" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "sessions_address" ON "sessions" USING btree ("created_at") WHERE address <> '';--> statement-breakpoint
CREATE INDEX "drafts_age" ON "drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "tickets_retained" ON "tickets" USING btree ("retention_term","retained_from","id") WHERE retained_from is not null;--> statement-breakpoint
CREATE INDEX "tickets_held" ON "tickets" USING btree ("held_until") WHERE held_until is not null;