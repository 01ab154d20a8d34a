CREATE TABLE "tag_descriptions" (
	"tag" text PRIMARY KEY NOT NULL,
	"description" jsonb NOT NULL,
	"updated_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tag_followings" (
	"tag" text NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "tag_followings_tag_user_id_pk" PRIMARY KEY("tag","user_id")
);
--> statement-breakpoint
ALTER TABLE "tag_followings" ADD CONSTRAINT "tag_followings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tag_followings_user" ON "tag_followings" USING btree ("user_id","tag");