CREATE TABLE "article_sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint NOT NULL,
	"post_id" bigint,
	"ticket_id" bigint,
	"author_id" bigint NOT NULL,
	"text" text NOT NULL,
	"credit" text DEFAULT 'asked' NOT NULL,
	"notified_at" timestamptz(3),
	"agreed_at" timestamptz(3),
	"objected_at" timestamptz(3),
	"redacted_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "discussion_category_id" bigint;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "discussion_thread_id" bigint;--> statement-breakpoint
ALTER TABLE "article_sources" ADD CONSTRAINT "article_sources_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_sources" ADD CONSTRAINT "article_sources_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_sources" ADD CONSTRAINT "article_sources_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_sources_article" ON "article_sources" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "article_sources_author" ON "article_sources" USING btree ("author_id","article_id");--> statement-breakpoint
CREATE INDEX "article_sources_post" ON "article_sources" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "article_sources_ticket" ON "article_sources" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "threads_me_toos" ON "threads" USING btree ("me_too_count","id") WHERE me_too_count > 0 and state = 'visible';