ALTER TABLE "retention_changes" RENAME COLUMN "term" TO "period";--> statement-breakpoint
ALTER INDEX "retention_changes_term" RENAME TO "retention_changes_period";--> statement-breakpoint
ALTER TABLE "retention_runs" RENAME COLUMN "term" TO "period";--> statement-breakpoint
ALTER TABLE "retention_runs" RENAME CONSTRAINT "retention_runs_term_kind_day_pk" TO "retention_runs_period_kind_day_pk";--> statement-breakpoint
ALTER TABLE "tickets" RENAME COLUMN "retention_term" TO "retention_period";--> statement-breakpoint
ALTER TABLE "desk_topics" RENAME COLUMN "identity_papers" TO "identity_documents";--> statement-breakpoint
UPDATE "retention_changes" SET "period" = 'identity_documents' WHERE "period" = 'identity_papers';--> statement-breakpoint
UPDATE "retention_runs" SET "period" = 'identity_documents' WHERE "period" = 'identity_papers';--> statement-breakpoint
UPDATE "tickets" SET "retention_period" = 'identity_documents' WHERE "retention_period" = 'identity_papers';--> statement-breakpoint
UPDATE "pending_changes" SET "kind" = 'retention_period',
  "power" = CASE "power" WHEN 'identity_papers' THEN 'identity_documents' ELSE "power" END
WHERE "kind" = 'retention_term';
