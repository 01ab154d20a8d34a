DROP INDEX "text_sketches_keys";--> statement-breakpoint
ALTER TABLE "held_links" ADD COLUMN "category_ids" bigint[];--> statement-breakpoint
CREATE INDEX "links_host" ON "links" USING btree (lower(split_part(split_part(split_part("url", '//', 2), '/', 1), ':', 1)));--> statement-breakpoint
CREATE INDEX "text_sketches_keys" ON "text_sketches" USING gin ("keys") WITH (fastupdate=false);