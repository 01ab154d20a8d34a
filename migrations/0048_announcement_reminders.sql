ALTER TABLE "announcements" ADD COLUMN "remind_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "announcements_to_remind" ON "announcements" USING btree ("remind_at") WHERE state = 'published';--> statement-breakpoint
UPDATE "announcements" SET "remind_at" = "changed_at" WHERE "state" = 'published' AND "basis" IN ('incident', 'maintenance');
