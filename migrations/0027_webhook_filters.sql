ALTER TABLE "webhooks" RENAME COLUMN "shape" TO "format";--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "categories" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "announcement_types" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "reasons" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
UPDATE "webhook_deliveries" SET "state" = 'discarded' WHERE "state" = 'dropped';
