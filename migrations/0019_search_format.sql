ALTER TABLE "search_documents" ADD COLUMN "format" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "search_documents_format" ON "search_documents" USING btree ("format");