ALTER TABLE "uploads" ADD COLUMN "scan" text;--> statement-breakpoint
CREATE INDEX "uploads_scan" ON "uploads" USING btree ("scan","id") WHERE scan is not null and erased_at is null;