CREATE TABLE "sign_in_provider_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_provider_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"removes" boolean NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"enabled" boolean NOT NULL,
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"sealed_secret" text,
	"applied_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "sign_in_provider_revisions" ADD CONSTRAINT "sign_in_provider_revisions_proposed_by_id_users_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_provider_revisions_provider" ON "sign_in_provider_revisions" USING btree ("provider_id");