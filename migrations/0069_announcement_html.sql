ALTER TABLE "announcement_updates" ADD COLUMN "html" jsonb;--> statement-breakpoint
ALTER TABLE "announcements" ADD COLUMN "correction_html" jsonb;