CREATE TABLE "search_followers" (
	"engine" text PRIMARY KEY NOT NULL,
	"xid" "xid8" NOT NULL,
	"event_id" bigint NOT NULL,
	"building" text,
	"built_until" bigint,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_misses" (
	"week" date NOT NULL,
	"term" text NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "search_misses_week_term_person_pk" PRIMARY KEY("week","term","person")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "search_documents_vector";--> statement-breakpoint
DROP INDEX "search_documents_title";--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "written_at" timestamptz(3);--> statement-breakpoint
UPDATE "search_documents" SET "written_at" = m."written_at", "vector" = "vector" || m."marks",
  "title_vector" = "title_vector" || m."marks"
FROM (SELECT d.post_id, p.created_at AS written_at, array_to_tsvector(array[
  '~12.' || (d.post_id >> 12), '~14.' || (d.post_id >> 14), '~16.' || (d.post_id >> 16),
  '~18.' || (d.post_id >> 18), '~category.' || c.id, '~category.' || coalesce(c.parent_id, c.id),
  '~author.' || p.author_id, '~kind.' || t.kind, '~language.' || t.language,
  '~official.' || p.official::int] || array(select '~tag.' || tag from unnest(t.tags) tag)) AS marks
  FROM search_documents d JOIN posts p ON p.id = d.post_id JOIN threads t ON t.id = p.thread_id
  JOIN categories c ON c.id = t.category_id) m
WHERE m.post_id = "search_documents".post_id;--> statement-breakpoint
ALTER TABLE "search_documents" ALTER COLUMN "written_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "search_words_similar" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_documents_written" ON "search_documents" USING btree ("written_at");--> statement-breakpoint
CREATE INDEX "search_documents_vector" ON "search_documents" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_documents_title" ON "search_documents" USING gin ("title_vector") WITH (fastupdate=false) WHERE title_vector is not null;