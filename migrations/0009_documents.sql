CREATE TABLE "document_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "document_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"number" integer,
	"texts" jsonb NOT NULL,
	"material" boolean NOT NULL,
	"effective_at" timestamptz(3),
	"author_id" bigint,
	"writer_ids" bigint[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"approved_by_id" bigint,
	"published_at" timestamptz(3),
	"applied_at" timestamptz(3),
	"dropped_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"slug" text PRIMARY KEY NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_slug_documents_slug_fk" FOREIGN KEY ("slug") REFERENCES "public"."documents"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_number" ON "document_versions" USING btree ("slug","number");--> statement-breakpoint
CREATE UNIQUE INDEX "document_versions_waiting" ON "document_versions" USING btree ("slug") WHERE number is null and dropped_at is null;--> statement-breakpoint
CREATE INDEX "document_versions_unapplied" ON "document_versions" USING btree ("effective_at") WHERE number is not null and applied_at is null;