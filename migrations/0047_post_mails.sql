CREATE TABLE "post_mails" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"due_at" timestamptz(3),
	"notified_until" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "post_mails" ADD CONSTRAINT "post_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_mails_due" ON "post_mails" USING btree ("due_at");