ALTER TABLE "saved_replies" ADD COLUMN "names" jsonb;--> statement-breakpoint
UPDATE "saved_replies" SET "names" = jsonb_build_object(
  coalesce((SELECT "default_locale" FROM "site_settings"), 'en'), "name");--> statement-breakpoint
ALTER TABLE "saved_replies" ALTER COLUMN "names" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_replies" DROP COLUMN "name";
