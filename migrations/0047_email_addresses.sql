CREATE TABLE "email_addresses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "email_addresses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"email" text NOT NULL,
	"asked_at" timestamptz(3) NOT NULL,
	"since" timestamptz(3) NOT NULL,
	"factor_since" timestamptz(3),
	"restores_id" bigint
);
--> statement-breakpoint
ALTER TABLE "mailed_tokens" DROP CONSTRAINT "mailed_tokens_whose";--> statement-breakpoint
DROP INDEX "mailed_tokens_proof";--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD COLUMN "address_id" bigint;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD COLUMN "factor_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD COLUMN "created_at" timestamptz(3);--> statement-breakpoint
UPDATE "recovery_codes" SET "created_at" = coalesce((SELECT "confirmed_at" FROM "second_factors" WHERE "second_factors"."user_id" = "recovery_codes"."user_id"), (SELECT "created_at" FROM "users" WHERE "users"."id" = "recovery_codes"."user_id"));--> statement-breakpoint
ALTER TABLE "recovery_codes" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "frozen_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "closes_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "email_addresses" ADD CONSTRAINT "email_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_addresses" ADD CONSTRAINT "email_addresses_restores_id_email_addresses_id_fk" FOREIGN KEY ("restores_id") REFERENCES "public"."email_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_addresses_user" ON "email_addresses" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "email_addresses_email" ON "email_addresses" USING btree (lower("email"));--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_address_id_email_addresses_id_fk" FOREIGN KEY ("address_id") REFERENCES "public"."email_addresses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mailed_tokens_address" ON "mailed_tokens" USING btree ("address_id") WHERE address_id is not null;--> statement-breakpoint
CREATE INDEX "users_closing" ON "users" USING btree ("closes_at") WHERE closes_at is not null;--> statement-breakpoint
CREATE INDEX "mailed_tokens_proof" ON "mailed_tokens" USING btree (lower("email"),"id") WHERE user_id is null;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_whose" CHECK (user_id is not null or purpose in ('email_proof', 'freeze_code'));