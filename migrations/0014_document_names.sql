ALTER TABLE "document_versions" RENAME COLUMN "haste" TO "short_notice_reason";--> statement-breakpoint
ALTER TABLE "document_versions" RENAME COLUMN "dropped_at" TO "discarded_at";--> statement-breakpoint
ALTER TABLE "site_versions" RENAME COLUMN "dropped_at" TO "discarded_at";--> statement-breakpoint
ALTER TABLE "site_versions" RENAME COLUMN "dropped_by_id" TO "discarded_by_id";
