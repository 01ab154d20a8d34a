CREATE TABLE "search_articles" (
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"vector" "tsvector" NOT NULL,
	"title_vector" "tsvector" NOT NULL,
	"text" text NOT NULL,
	"indexed_at" timestamptz(3) NOT NULL,
	"format" smallint NOT NULL,
	CONSTRAINT "search_articles_article_id_language_pk" PRIMARY KEY("article_id","language")
);
--> statement-breakpoint
CREATE INDEX "search_articles_vector" ON "search_articles" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_articles_title" ON "search_articles" USING gin ("title_vector") WITH (fastupdate=false);