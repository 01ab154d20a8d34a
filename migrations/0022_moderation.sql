ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'appeal_reopened';--> statement-breakpoint
CREATE TABLE "on_call_shifts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "on_call_shifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"days" integer[] DEFAULT '{}' NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"time_zone" text NOT NULL,
	"by_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_links" (
	"sweep_id" bigint NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "held_links_sweep_id_key_pk" PRIMARY KEY("sweep_id","key")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "alerted_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "held_edits" ADD COLUMN "decided_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "on_call_shifts" ADD CONSTRAINT "on_call_shifts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "on_call_shifts_user" ON "on_call_shifts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "held_links_key" ON "held_links" USING btree ("key");