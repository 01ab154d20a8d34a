CREATE TABLE "article_files" (
	"article_id" bigint NOT NULL,
	"path" text NOT NULL,
	"hash" text NOT NULL,
	"upload_id" text,
	CONSTRAINT "article_files_article_id_path_pk" PRIMARY KEY("article_id","path")
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "path" text;--> statement-breakpoint
ALTER TABLE "article_files" ADD CONSTRAINT "article_files_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_path" ON "articles" USING btree ("path");