ALTER TABLE "mailed_tokens" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "by_proof" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "visitor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "by_proof" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "mailed_tokens_proof" ON "mailed_tokens" USING btree (lower("email"),"id") WHERE purpose = 'email_proof';--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_whose" CHECK (user_id is not null or purpose = 'email_proof');