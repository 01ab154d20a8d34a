ALTER TABLE "mailed_tokens" ADD COLUMN "mail_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "mailed_tokens_waiting" ON "mailed_tokens" USING btree ("mail_at") WHERE mail_at is not null;