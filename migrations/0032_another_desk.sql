CREATE TABLE "desk_messages" (
	"message_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "agent_id" bigint;--> statement-breakpoint
CREATE INDEX "desk_messages_received" ON "desk_messages" USING btree ("received_at");--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_one_desk" ON "webhooks" USING btree (("agent_id" is not null)) WHERE agent_id is not null;