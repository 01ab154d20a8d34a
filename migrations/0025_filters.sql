CREATE TABLE "filters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "filters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"form" text NOT NULL,
	"value" text NOT NULL,
	"action" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"tried_at" timestamptz(3),
	"added_by_id" bigint NOT NULL,
	"added_at" timestamptz(3) NOT NULL,
	"changed_by_id" bigint,
	"changed_at" timestamptz(3)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "filters_value" ON "filters" USING btree ("form","value");--> statement-breakpoint
CREATE INDEX "filters_enabled" ON "filters" USING btree ("id") WHERE enabled;