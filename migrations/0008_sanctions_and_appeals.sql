ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'warned';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'silenced';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'suspended';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'lifted';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'appeal_upheld';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'appeal_rejected';--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"action_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"decided_at" timestamptz(3),
	"decided_by_id" bigint,
	"outcome" text,
	"answer" text
);
--> statement-breakpoint
ALTER TABLE "moderation_actions" ADD COLUMN "sanction_id" bigint;--> statement-breakpoint
ALTER TABLE "moderation_actions" ADD COLUMN "appealed_id" bigint;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_action" ON "appeals" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "appeals_user" ON "appeals" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("created_at","id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "sanctions_history" ON "sanctions" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "moderation_actions_user" ON "moderation_actions" USING btree ("user_id","id");