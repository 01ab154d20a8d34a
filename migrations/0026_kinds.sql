CREATE TABLE "announcement_kinds" (
	"key" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"basis" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"removed_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "announcements" ADD COLUMN "basis" text;--> statement-breakpoint
UPDATE "announcements" SET "basis" = "kind";--> statement-breakpoint
ALTER TABLE "announcements" ALTER COLUMN "basis" SET NOT NULL;--> statement-breakpoint
UPDATE "announcement_revisions" SET "content" = jsonb_set("content", '{basis}', "content" -> 'kind');
