CREATE TABLE "folded_mails" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3),
	"told_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "folded_mails" ADD CONSTRAINT "folded_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "folded_mails_due" ON "folded_mails" USING btree ("due_at");