CREATE TABLE "article_series" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"names" jsonb NOT NULL,
	"descriptions" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_days" (
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"day" date NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"search" integer DEFAULT 0 NOT NULL,
	"asking" integer DEFAULT 0 NOT NULL,
	"tickets" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "article_days_article_id_language_day_pk" PRIMARY KEY("article_id","language","day")
);
--> statement-breakpoint
CREATE TABLE "article_feedback" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"revision" integer NOT NULL,
	"day" date NOT NULL,
	"person" text NOT NULL,
	"helped" boolean NOT NULL,
	"while_asking" boolean DEFAULT false NOT NULL,
	"reason" text,
	"words" text,
	"created_at" timestamptz(3) NOT NULL,
	"done_at" timestamptz(3),
	"done_by_id" bigint
);
--> statement-breakpoint
ALTER TABLE "article_translations" DROP CONSTRAINT "article_translations_approved_by_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "article_revisions" ADD COLUMN "withdrawn_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "series_id" bigint;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "part" integer;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "reminded_for" timestamptz(3);--> statement-breakpoint
ALTER TABLE "article_days" ADD CONSTRAINT "article_days_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_feedback" ADD CONSTRAINT "article_feedback_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_feedback" ADD CONSTRAINT "article_feedback_done_by_id_users_id_fk" FOREIGN KEY ("done_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "article_series_slug" ON "article_series" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "article_days_day" ON "article_days" USING btree ("day","article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "article_feedback_once" ON "article_feedback" USING btree ("article_id","language","day","person");--> statement-breakpoint
CREATE INDEX "article_feedback_recent" ON "article_feedback" USING btree ("article_id","created_at");--> statement-breakpoint
CREATE INDEX "article_feedback_day" ON "article_feedback" USING btree ("day");--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_series_id_article_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."article_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "articles_series" ON "articles" USING btree ("series_id","part");--> statement-breakpoint
CREATE INDEX "articles_successor" ON "articles" USING btree ("successor_id");--> statement-breakpoint
ALTER TABLE "article_translations" DROP COLUMN "approved_revision";--> statement-breakpoint
ALTER TABLE "article_translations" DROP COLUMN "approved_by_id";