CREATE TABLE "document_mailings" (
	"version_id" bigint PRIMARY KEY NOT NULL,
	"total" integer NOT NULL,
	"after_id" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"finished_at" timestamptz(3),
	"stopped_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "document_versions" ADD COLUMN "withdrawn_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "document_mailings" ADD CONSTRAINT "document_mailings_version_id_document_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sent_mails_of_documents" ON "sent_mails" USING btree ("key" text_pattern_ops) WHERE key like 'document:%';