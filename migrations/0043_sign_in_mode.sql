CREATE TABLE "link_mailings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "link_mailings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"revision_id" bigint NOT NULL,
	"template" text NOT NULL,
	"after_id" bigint DEFAULT 0 NOT NULL,
	"queued" integer DEFAULT 0 NOT NULL,
	"started_at" timestamptz(3) NOT NULL,
	"finished_at" timestamptz(3),
	"stopped_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "sign_in_mode_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_mode_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mode" text NOT NULL,
	"starts_at" timestamptz(3),
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"applied_at" timestamptz(3),
	"reminded_at" timestamptz(3),
	"enforced_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "link_mailings" ADD CONSTRAINT "link_mailings_revision_id_sign_in_mode_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."sign_in_mode_revisions"("id") ON DELETE no action ON UPDATE no action;