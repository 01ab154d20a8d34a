CREATE TABLE "category_mails" (
	"user_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	"mail" text NOT NULL,
	CONSTRAINT "category_mails_user_id_category_id_pk" PRIMARY KEY("user_id","category_id")
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"from_hour" smallint NOT NULL,
	"to_hour" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "category_mails" ADD CONSTRAINT "category_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "category_mails" ADD CONSTRAINT "category_mails_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;