CREATE TABLE "custom_facts" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"labels" jsonb NOT NULL,
	"hints" jsonb NOT NULL,
	"example" text NOT NULL,
	"pattern" text NOT NULL,
	"choices" jsonb NOT NULL,
	"networks" text[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ticket_facts" ADD COLUMN "lookup" text;--> statement-breakpoint
CREATE INDEX "ticket_facts_lookup" ON "ticket_facts" USING btree ("lookup") WHERE "ticket_facts"."lookup" is not null;