CREATE TABLE "satisfaction_surveys" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "satisfaction_surveys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"agent_id" bigint NOT NULL,
	"topic" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"seed" text NOT NULL,
	"hash" text NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"answered_at" timestamptz(3),
	"solved" boolean,
	"comment" text
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "follow_up_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "satisfaction_surveys" ADD CONSTRAINT "satisfaction_surveys_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "satisfaction_surveys" ADD CONSTRAINT "satisfaction_surveys_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "satisfaction_surveys_ticket" ON "satisfaction_surveys" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "satisfaction_surveys_hash" ON "satisfaction_surveys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "satisfaction_surveys_answered" ON "satisfaction_surveys" USING btree ("created_at") WHERE answered_at is not null;--> statement-breakpoint
CREATE INDEX "tickets_follow_up" ON "tickets" USING btree ("changed_at","id") WHERE follow_up_since is not null;