CREATE TABLE "provider_sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provider_sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_hash" text,
	"provider_id" bigint NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"sid" text,
	"sealed_refresh_token" text,
	"created_at" timestamptz(3) NOT NULL,
	"checked_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "used_logout_tokens" (
	"issuer" text NOT NULL,
	"token_id" text NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	CONSTRAINT "used_logout_tokens_issuer_token_id_pk" PRIMARY KEY("issuer","token_id")
);
--> statement-breakpoint
ALTER TABLE "sign_in_providers" ADD COLUMN "unreachable_since" timestamptz(3);--> statement-breakpoint
ALTER TABLE "provider_sessions" ADD CONSTRAINT "provider_sessions_session_hash_sessions_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."sessions"("hash") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "provider_sessions" ADD CONSTRAINT "provider_sessions_provider_id_sign_in_providers_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."sign_in_providers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_sessions_session" ON "provider_sessions" USING btree ("session_hash");--> statement-breakpoint
CREATE INDEX "provider_sessions_subject" ON "provider_sessions" USING btree ("provider_id","subject");--> statement-breakpoint
CREATE INDEX "provider_sessions_sid" ON "provider_sessions" USING btree ("provider_id","sid");--> statement-breakpoint
CREATE INDEX "provider_sessions_check" ON "provider_sessions" USING btree ("checked_at") WHERE sealed_refresh_token is not null;--> statement-breakpoint
CREATE INDEX "provider_sessions_waiting" ON "provider_sessions" USING btree ("created_at") WHERE session_hash is null;--> statement-breakpoint
CREATE INDEX "used_logout_tokens_expiry" ON "used_logout_tokens" USING btree ("expires_at");