ALTER TABLE "users" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "document_versions" ADD COLUMN "countries" text[] DEFAULT '{}' NOT NULL;