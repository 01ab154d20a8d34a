CREATE TABLE "text_sketches" (
	"post_id" bigint PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"hashes" integer[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wave_posts" (
	"post_id" bigint PRIMARY KEY NOT NULL,
	"wave_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "waves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"opened_at" timestamptz(3) NOT NULL,
	"released_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "text_sketches" ADD CONSTRAINT "text_sketches_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_sketches" ADD CONSTRAINT "text_sketches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_posts" ADD CONSTRAINT "wave_posts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave_posts" ADD CONSTRAINT "wave_posts_wave_id_waves_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."waves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "text_sketches_hashes" ON "text_sketches" USING gin ("hashes");--> statement-breakpoint
CREATE INDEX "text_sketches_created" ON "text_sketches" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "wave_posts_wave" ON "wave_posts" USING btree ("wave_id","post_id");