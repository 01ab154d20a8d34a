ALTER TABLE "sessions" ADD COLUMN "factor_since" timestamptz(3);--> statement-breakpoint
UPDATE "sessions" SET "factor_since" = "second_factors"."confirmed_at" FROM "second_factors" WHERE "second_factors"."user_id" = "sessions"."user_id" AND "sessions"."second_factor";
