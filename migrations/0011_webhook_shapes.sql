ALTER TABLE "webhooks" ADD COLUMN "shape" text DEFAULT 'generic' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "sealed_url" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "severities" text[] DEFAULT '{}' NOT NULL;