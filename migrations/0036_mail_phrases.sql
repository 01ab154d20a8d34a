CREATE TABLE "mail_phrases" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"set_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_phrases" ADD CONSTRAINT "mail_phrases_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;