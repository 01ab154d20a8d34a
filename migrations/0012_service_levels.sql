CREATE TABLE "service_levels" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "service_levels_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"levels" jsonb NOT NULL,
	"created_by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
DROP INDEX "tickets_open";--> statement-breakpoint
DROP INDEX "tickets_assignee";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "first_due_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "resolve_due_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "due_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "held_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "held_for" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "alert_at" timestamptz(3);--> statement-breakpoint
-- Tickets of before have what holds for most, by the clock on the wall; those that end or wait stand.
UPDATE "tickets" SET "first_due_at" = "created_at" + interval '1 day', "resolve_due_at" = "created_at" + interval '7 days', "due_at" = "created_at" + case when "first_answered_at" is null then interval '1 day' else interval '7 days' end, "held_since" = case when "state" in ('waiting_on_requester', 'resolved', 'closed') then "changed_at" end;--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "first_due_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "resolve_due_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ALTER COLUMN "due_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "service_levels" ADD CONSTRAINT "service_levels_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tickets_alert" ON "tickets" USING btree ("alert_at") WHERE alert_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_answered" ON "tickets" USING btree ("topic","first_answered_at") WHERE first_answered_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_open" ON "tickets" USING btree ((held_since is not null),"due_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id",(held_since is not null),"due_at","id") WHERE state not in ('resolved', 'closed');