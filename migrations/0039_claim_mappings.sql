CREATE TABLE "claim_grants" (
	"user_id" bigint PRIMARY KEY NOT NULL,
	"hand_role" text NOT NULL,
	"role" text,
	"capabilities" text[] NOT NULL,
	"desk_topics" text[] NOT NULL,
	"hand_desk_topics" text[]
);
--> statement-breakpoint
CREATE TABLE "claim_mapping_revisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claim_mapping_revisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" bigint NOT NULL,
	"mappings" jsonb NOT NULL,
	"proposed_by_id" bigint NOT NULL,
	"proposed_at" timestamptz(3) NOT NULL,
	"applied_at" timestamptz(3)
);
--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "by_email" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "claims" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_providers" ADD COLUMN "claim_mappings" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_grants" ADD CONSTRAINT "claim_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_mapping_revisions" ADD CONSTRAINT "claim_mapping_revisions_proposed_by_id_users_id_fk" FOREIGN KEY ("proposed_by_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_mapping_revisions_provider" ON "claim_mapping_revisions" USING btree ("provider_id");