ALTER TABLE "tickets" ADD COLUMN "announcement_id" bigint;--> statement-breakpoint
CREATE INDEX "tickets_announcement" ON "tickets" USING btree ("announcement_id","id");