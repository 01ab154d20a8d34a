LOCK TABLE "text_sketches";--> statement-breakpoint
-- Of an hour at most, and made in another way.
DELETE FROM "text_sketches";--> statement-breakpoint
DROP INDEX "text_sketches_hashes";--> statement-breakpoint
ALTER TABLE "text_sketches" DROP CONSTRAINT "text_sketches_pkey";--> statement-breakpoint
ALTER TABLE "text_sketches" ALTER COLUMN "post_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "text_sketches" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "text_sketches" ADD COLUMN "id" bigint PRIMARY KEY NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "text_sketches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "text_sketches" ADD COLUMN "wave_id" bigint;--> statement-breakpoint
ALTER TABLE "text_sketches" ADD COLUMN "keys" integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "text_sketches" ADD CONSTRAINT "text_sketches_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "text_sketches_post" ON "text_sketches" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "text_sketches_wave" ON "text_sketches" USING btree ("wave_id");--> statement-breakpoint
CREATE INDEX "text_sketches_keys" ON "text_sketches" USING gin ("keys");