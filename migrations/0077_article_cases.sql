DROP INDEX "cases_open_user";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "article_id" bigint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "article_language" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "article_revision" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open_article" ON "cases" USING btree ("article_id","article_language") WHERE resolved_at is null and article_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open_user" ON "cases" USING btree ("user_id") WHERE resolved_at is null and post_id is null and article_id is null;