CREATE TABLE "article_findings" (
	"article_id" bigint NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"revision" integer NOT NULL,
	"found_at" timestamptz(3) NOT NULL,
	CONSTRAINT "article_findings_article_id_language_kind_target_pk" PRIMARY KEY("article_id","language","kind","target")
);
--> statement-breakpoint
ALTER TABLE "article_findings" ADD CONSTRAINT "article_findings_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_findings_latest" ON "article_findings" USING btree ("found_at","article_id");