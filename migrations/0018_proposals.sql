ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'announcement_linked' BEFORE 'report_upheld';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'announcement_unlinked' BEFORE 'report_upheld';--> statement-breakpoint
CREATE TABLE "announcement_proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcement_proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"announcement_id" bigint NOT NULL,
	"phase" text,
	"bodies" jsonb NOT NULL,
	"author_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_proposals" ADD CONSTRAINT "announcement_proposals_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_proposals_announcement" ON "announcement_proposals" USING btree ("announcement_id","id");