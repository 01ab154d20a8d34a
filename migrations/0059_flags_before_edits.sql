ALTER TABLE "held_edits" ADD COLUMN "released_before" text[];--> statement-breakpoint
ALTER TABLE "held_edits" ADD COLUMN "leads_out_before" boolean;--> statement-breakpoint
ALTER TABLE "held_edits" ADD COLUMN "flagged_before" timestamptz(3);