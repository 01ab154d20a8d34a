-- Every character of a name and every two neighbours, so that an index finds a name by what is inside it, in any script.
CREATE FUNCTION username_parts(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT pg_catalog.substr(name, place, size))
  FROM pg_catalog.generate_series(1, pg_catalog.length(name)) place, pg_catalog.generate_series(1, 2) size
$$;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "capabilities" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "desk_topics" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "accepted_by_id" bigint;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "accepted_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "old_usernames" ADD COLUMN "username" text;--> statement-breakpoint
ALTER TABLE "old_usernames" ADD COLUMN "changed_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "offered_until" timestamptz(3);--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_id_users_id_fk" FOREIGN KEY ("accepted_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_accepted" ON "invitations" USING btree ("accepted_by_id") WHERE accepted_by_id is not null;--> statement-breakpoint
CREATE INDEX "old_usernames_user" ON "old_usernames" USING btree ("user_id","changed_at");--> statement-breakpoint
CREATE INDEX "users_joined" ON "users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_name_parts" ON "users" USING gin (username_parts("username_key"));