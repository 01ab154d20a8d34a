ALTER TABLE "uploads" ADD COLUMN "variants" jsonb;--> statement-breakpoint
CREATE INDEX "uploads_without_variants" ON "uploads" USING btree ("id") WHERE variants is null and erased_at is null;