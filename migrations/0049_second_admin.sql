CREATE TABLE "pending_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "pending_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"power" text DEFAULT '' NOT NULL,
	"user_id" bigint,
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"outcome" text,
	"decided_by_id" bigint,
	"decided_at" timestamptz(3)
);
--> statement-breakpoint
DROP INDEX "trusted_entries_key";--> statement-breakpoint
ALTER TABLE "trusted_entries" ADD COLUMN "official_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "trusted_entries" ADD COLUMN "gone_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "pending_changes" ADD CONSTRAINT "pending_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was confirmed or held by a day stays on record; what waits goes on waiting.
INSERT INTO "pending_changes" ("kind", "subject_id", "proposed_by_id", "proposed_at", "outcome", "decided_by_id", "decided_at")
SELECT 'trust_addition', "id", "added_by_id", "added_at",
  CASE WHEN "add_confirmed_by_id" IS NOT NULL THEN 'confirmed'
    WHEN "added_at" + interval '1 day' <= least(now(), "removed_at") THEN 'unopposed'
    WHEN "removal_confirmed_by_id" IS NOT NULL THEN 'stopped' END,
  CASE WHEN "add_confirmed_by_id" IS NOT NULL THEN "add_confirmed_by_id"
    WHEN "added_at" + interval '1 day' > "removed_at" THEN "removal_confirmed_by_id" END,
  CASE WHEN "add_confirmed_by_id" IS NOT NULL THEN "added_at"
    WHEN "added_at" + interval '1 day' <= least(now(), "removed_at") THEN "added_at" + interval '1 day'
    WHEN "removal_confirmed_by_id" IS NOT NULL THEN "removed_at" END
FROM "trusted_entries" ORDER BY "id";--> statement-breakpoint
UPDATE "trusted_entries" SET "official_at" = "decided_at" FROM "pending_changes"
WHERE "subject_id" = "trusted_entries"."id" AND "outcome" IN ('confirmed', 'unopposed');--> statement-breakpoint
INSERT INTO "pending_changes" ("kind", "subject_id", "proposed_by_id", "proposed_at", "outcome", "decided_by_id", "decided_at")
SELECT 'trust_removal', "id", "removed_by_id", "removed_at",
  CASE WHEN "removal_confirmed_by_id" IS NOT NULL THEN 'confirmed'
    WHEN "removed_at" + interval '1 day' <= now() THEN 'unopposed' END,
  "removal_confirmed_by_id",
  CASE WHEN "removal_confirmed_by_id" IS NOT NULL THEN "removed_at"
    WHEN "removed_at" + interval '1 day' <= now() THEN "removed_at" + interval '1 day' END
FROM "trusted_entries" WHERE "removed_at" IS NOT NULL AND "official_at" IS NOT NULL ORDER BY "id";--> statement-breakpoint
UPDATE "trusted_entries" SET "gone_at" = coalesce("decided_at", "removed_at") FROM "pending_changes"
WHERE "subject_id" = "trusted_entries"."id" AND "removed_at" IS NOT NULL
  AND (("pending_changes"."kind" = 'trust_removal' AND "outcome" IS NOT NULL) OR "outcome" = 'stopped');--> statement-breakpoint
CREATE UNIQUE INDEX "pending_changes_open" ON "pending_changes" USING btree ("kind","subject_id","power") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "pending_changes_due" ON "pending_changes" USING btree ("proposed_at") WHERE decided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "trusted_entries_key" ON "trusted_entries" USING btree ("kind","key") WHERE gone_at is null;--> statement-breakpoint
ALTER TABLE "trusted_entries" DROP COLUMN "add_confirmed_by_id";--> statement-breakpoint
ALTER TABLE "trusted_entries" DROP COLUMN "removed_by_id";--> statement-breakpoint
ALTER TABLE "trusted_entries" DROP COLUMN "removed_at";--> statement-breakpoint
ALTER TABLE "trusted_entries" DROP COLUMN "removal_confirmed_by_id";--> statement-breakpoint
ALTER TABLE "trusted_entries" DROP COLUMN "settled_at";