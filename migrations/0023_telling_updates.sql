CREATE TABLE "announcement_update_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_update_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"update_id" bigint NOT NULL,
	"bodies" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"until" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD COLUMN "update_id" bigint;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD COLUMN "decided_by_id" bigint;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD COLUMN "decided_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD COLUMN "changed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD COLUMN "tell_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "announcement_updates" ADD COLUMN "told_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "previous_secrets" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "announcement_update_revisions" ADD CONSTRAINT "announcement_update_revisions_update_id_announcement_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."announcement_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_update_revisions" ADD CONSTRAINT "announcement_update_revisions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_update_revisions_update" ON "announcement_update_revisions" USING btree ("update_id","id");--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_update_id_announcement_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."announcement_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_decided_by_id_users_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_proposals_waiting" ON "announcement_proposals" USING btree ("announcement_id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "announcement_updates_to_tell" ON "announcement_updates" USING btree ("tell_at") WHERE told_at is null;--> statement-breakpoint
UPDATE "webhooks" SET "previous_secrets" = jsonb_build_array(jsonb_build_object(
	'sealed', "sealed_previous",
	'until', to_char("previous_until" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
)) WHERE "sealed_previous" IS NOT NULL AND "previous_until" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" DROP COLUMN "sealed_previous";--> statement-breakpoint
ALTER TABLE "webhooks" DROP COLUMN "previous_until";