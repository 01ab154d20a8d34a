CREATE TABLE "desk_absences" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"since" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_rule_runs" (
	"rule_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"occasion" text NOT NULL,
	"ran_at" timestamptz(3) NOT NULL,
	CONSTRAINT "desk_rule_runs_rule_id_ticket_id_occasion_pk" PRIMARY KEY("rule_id","ticket_id","occasion")
);
--> statement-breakpoint
CREATE TABLE "desk_turns" (
	"topic" text NOT NULL,
	"user_id" bigint NOT NULL,
	"turn" bigint NOT NULL,
	CONSTRAINT "desk_turns_topic_user_id_pk" PRIMARY KEY("topic","user_id")
);
--> statement-breakpoint
ALTER TABLE "ticket_messages" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD COLUMN "automatic" text;--> statement-breakpoint
ALTER TABLE "ticket_history" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "desk_rules" ADD COLUMN "trigger" text;--> statement-breakpoint
ALTER TABLE "desk_rules" ADD COLUMN "actions" jsonb;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "auto_answered_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "auto_closed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "desk_absences" ADD CONSTRAINT "desk_absences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_rule_runs" ADD CONSTRAINT "desk_rule_runs_rule_id_desk_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."desk_rules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_rule_runs" ADD CONSTRAINT "desk_rule_runs_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_turns" ADD CONSTRAINT "desk_turns_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tickets_tags" ON "tickets" USING gin ("tags");
--> statement-breakpoint
UPDATE "desk_rules" SET "conditions" = "conditions" || '{"languages": [], "silentHours": null}';
