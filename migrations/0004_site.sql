CREATE TABLE "site_settings" (
	"locales" text[] NOT NULL,
	"default_locale" text NOT NULL,
	"opened_at" timestamptz(3),
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"writer_ids" bigint[] NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"approved_by_id" bigint,
	"applied_at" timestamptz(3),
	"dropped_at" timestamptz(3),
	"dropped_by_id" bigint
);
--> statement-breakpoint
CREATE INDEX "site_versions_applied" ON "site_versions" USING btree ("applied_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "site_versions_waiting" ON "site_versions" USING btree ((applied_at is null)) WHERE applied_at is null and dropped_at is null;--> statement-breakpoint
-- A forum that has members is open already.
INSERT INTO "site_settings" ("locales", "default_locale", "opened_at")
SELECT '{en,zh-CN,zh-TW}', 'en', min("created_at") FROM "users";
