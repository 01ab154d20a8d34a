ALTER TABLE "ticket_reads" ALTER COLUMN "ticket_id" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ((held_since is not null),"due_at","id") WHERE state like 'waiting%';--> statement-breakpoint
CREATE INDEX "tickets_place" ON "tickets" USING btree ("topic",(held_since is not null),"due_at","id") WHERE state not in ('resolved', 'closed') and first_answered_at is null;--> statement-breakpoint
-- Tickets from before the desk was alerted are alerted when they are due.
UPDATE "tickets" SET "alert_at" = "due_at" WHERE "alert_at" IS NULL AND "held_since" IS NULL AND "state" NOT IN ('resolved', 'closed') AND "due_at" > now();
