ALTER TABLE "tickets" ALTER COLUMN "opened_by_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "scopes" text[];--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "signed_in" boolean DEFAULT true NOT NULL;--> statement-breakpoint
-- A session that began with a mailed code has a scope; tickets opened by one have no opener.
UPDATE "sessions" SET "scopes" = '{support}' WHERE "by_proof";--> statement-breakpoint
UPDATE "tickets" SET "opened_by_id" = NULL WHERE "by_proof";--> statement-breakpoint
UPDATE "reports" SET "signed_in" = false WHERE "by_proof";--> statement-breakpoint
UPDATE "drafts" SET "key" = 'support:' || substr("key", 8) WHERE "key" LIKE 'proven:%';--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "by_proof";--> statement-breakpoint
ALTER TABLE "reports" DROP COLUMN "by_proof";--> statement-breakpoint
ALTER TABLE "tickets" DROP COLUMN "by_proof";
