ALTER TABLE "tickets" ADD COLUMN "waiting_since" timestamptz(3);--> statement-breakpoint
UPDATE "tickets" SET "waiting_since" = "paused_at" WHERE "state" = 'waiting_on_requester';