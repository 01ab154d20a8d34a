CREATE TABLE "desk_months" (
	"month" timestamptz(3) NOT NULL,
	"topic" text NOT NULL,
	"from_threads" integer NOT NULL,
	"direct" integer NOT NULL,
	"open" integer NOT NULL,
	"answers" integer NOT NULL,
	"late_answers" integer NOT NULL,
	"answer_times" numeric NOT NULL,
	"resolutions" integer NOT NULL,
	"late_resolutions" integer NOT NULL,
	"resolution_times" numeric NOT NULL,
	"resolved" integer NOT NULL,
	"reopened" integer NOT NULL,
	CONSTRAINT "desk_months_month_topic_pk" PRIMARY KEY("month","topic")
);
--> statement-breakpoint
TRUNCATE "desk_days";--> statement-breakpoint
ALTER TABLE "desk_days" ADD COLUMN "answer_times" numeric NOT NULL;--> statement-breakpoint
ALTER TABLE "desk_days" ADD COLUMN "resolution_times" numeric NOT NULL;--> statement-breakpoint
ALTER TABLE "desk_days" DROP COLUMN "answer_minutes";--> statement-breakpoint
ALTER TABLE "desk_days" DROP COLUMN "resolution_minutes";--> statement-breakpoint
ALTER TABLE "desk_days" ALTER COLUMN "answer_times" SET STORAGE PLAIN,
  ALTER COLUMN "resolution_times" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "desk_months" ALTER COLUMN "answer_times" SET STORAGE PLAIN,
  ALTER COLUMN "resolution_times" SET STORAGE PLAIN;--> statement-breakpoint
INSERT INTO "desk_days_touched" ("day", "topic")
SELECT date_trunc('day', at, 'UTC'), topic
FROM "tickets" CROSS JOIN LATERAL (VALUES (created_at), (first_answered_at), (resolved_at)) AS times (at)
WHERE at IS NOT NULL
UNION
SELECT date_trunc('day', "ticket_history".created_at, 'UTC'), topic
FROM "ticket_history" JOIN "tickets" ON "tickets".id = ticket_id
WHERE kind = 'reopened' OR (kind = 'state' AND detail = 'resolved');
