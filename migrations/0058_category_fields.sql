CREATE TABLE "category_fields" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "category_fields_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"category_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"label" jsonb NOT NULL,
	"hint" jsonb NOT NULL,
	"required" boolean NOT NULL,
	"choices" jsonb DEFAULT '[]' NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"removed_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "edits_awaiting_approval" ADD COLUMN "field_values" jsonb;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "field_values" jsonb;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "field_values" jsonb;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "field_choices" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "category_fields_category" ON "category_fields" USING btree ("category_id","position","id");--> statement-breakpoint
CREATE INDEX "threads_field_choices" ON "threads" USING gin ("field_choices") WHERE field_choices <> '{}';