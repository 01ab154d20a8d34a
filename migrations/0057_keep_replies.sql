ALTER TABLE "moderation_actions" ADD COLUMN "kept_replies" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "threads" ADD COLUMN "last_public_at" timestamptz(3);