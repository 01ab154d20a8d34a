CREATE TABLE "ticket_readings" (
	"user_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	CONSTRAINT "ticket_readings_user_id_ticket_id_pk" PRIMARY KEY("user_id","ticket_id")
);
--> statement-breakpoint
DROP INDEX "tickets_open_created";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "last_answered_at" timestamptz(3);--> statement-breakpoint
UPDATE "tickets" SET "last_answered_at" = (SELECT max("sent_at") FROM "ticket_messages" WHERE "ticket_id" = "tickets"."id" AND "side" = 'desk' AND "audience" = 'requester' AND "notified_at" IS NOT NULL) WHERE "first_answered_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_readings" ADD CONSTRAINT "ticket_readings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_readings" ADD CONSTRAINT "ticket_readings_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tickets_open_answered" ON "tickets" USING btree ((coalesce(last_answered_at, created_at)),"id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_open_priority" ON "tickets" USING btree ((case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),(paused_at is not null),"due_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_open_created" ON "tickets" USING btree ("created_at","id","topic","requester_id") WHERE state not in ('resolved', 'closed');