CREATE TABLE "article_searches" (
	"article_id" bigint NOT NULL,
	"week" date NOT NULL,
	"term" text NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "article_searches_article_id_week_term_person_pk" PRIMARY KEY("article_id","week","term","person")
);
--> statement-breakpoint
CREATE TABLE "article_ticket_readers" (
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"day" date NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "article_ticket_readers_article_id_language_day_person_pk" PRIMARY KEY("article_id","language","day","person")
);
--> statement-breakpoint
ALTER TABLE "article_searches" ADD CONSTRAINT "article_searches_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_ticket_readers" ADD CONSTRAINT "article_ticket_readers_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_searches_week" ON "article_searches" USING btree ("week");--> statement-breakpoint
CREATE INDEX "article_ticket_readers_day" ON "article_ticket_readers" USING btree ("day");