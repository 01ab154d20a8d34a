ALTER TABLE "mailed_tokens" DROP CONSTRAINT "mailed_tokens_whose";--> statement-breakpoint
ALTER TABLE "pending_changes" ADD COLUMN "first_confirmed_by_id" bigint;--> statement-breakpoint
ALTER TABLE "second_factors" ADD COLUMN "lost_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "second_factors" ADD COLUMN "replaceable_at" timestamptz(3);--> statement-breakpoint
ALTER TABLE "second_factors" ADD COLUMN "loss_notified_at" timestamptz(3);--> statement-breakpoint
CREATE INDEX "second_factors_lost" ON "second_factors" USING btree ("loss_notified_at") WHERE lost_at is not null;--> statement-breakpoint
ALTER TABLE "mailed_tokens" ADD CONSTRAINT "mailed_tokens_whose" CHECK (user_id is not null or purpose in ('email_proof', 'freeze_code', 'factor_loss_code'));