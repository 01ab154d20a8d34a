CREATE TABLE "desk_days" (
	"day" timestamptz(3) NOT NULL,
	"topic" text NOT NULL,
	"from_threads" integer NOT NULL,
	"direct" integer NOT NULL,
	"open" integer NOT NULL,
	"answers" integer NOT NULL,
	"late_answers" integer NOT NULL,
	"answer_minutes" "bytea",
	"resolutions" integer NOT NULL,
	"late_resolutions" integer NOT NULL,
	"resolution_minutes" "bytea",
	"resolved" integer NOT NULL,
	"reopened" integer NOT NULL,
	CONSTRAINT "desk_days_day_topic_pk" PRIMARY KEY("day","topic")
);
--> statement-breakpoint
CREATE TABLE "desk_days_touched" (
	"day" timestamptz(3) NOT NULL,
	"topic" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "ticket_history_created";--> statement-breakpoint
DROP INDEX "tickets_created";--> statement-breakpoint
DROP INDEX "tickets_resolved_at";--> statement-breakpoint
CREATE INDEX "desk_days_open" ON "desk_days" USING btree ("day") WHERE open > 0;--> statement-breakpoint
CREATE INDEX "search_tickets_changed" ON "search_tickets" USING btree ("changed_at");--> statement-breakpoint
CREATE INDEX "ticket_history_ends" ON "ticket_history" USING btree ("created_at") WHERE kind = 'reopened' or (kind = 'state' and detail = 'resolved');--> statement-breakpoint
CREATE INDEX "tickets_topic" ON "tickets" USING btree ("topic",(held_since is not null),"due_at","id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_snoozed" ON "tickets" USING btree ((held_since is not null),"due_at","id") WHERE state not in ('resolved', 'closed') and snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "tickets_open_created" ON "tickets" USING btree ("created_at","topic","requester_id") WHERE state not in ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX "tickets_created" ON "tickets" USING btree ("topic","created_at");--> statement-breakpoint
CREATE INDEX "tickets_resolved_at" ON "tickets" USING btree ("topic","resolved_at") WHERE resolved_at is not null;
--> statement-breakpoint
CREATE FUNCTION "note_opened_tickets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  SELECT DISTINCT date_trunc('day', at, 'UTC'), topic
  FROM added CROSS JOIN LATERAL (VALUES (created_at), (first_answered_at), (resolved_at)) AS times (at)
  WHERE at IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "note_changed_tickets"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  WITH changed AS (
    SELECT o.id, o.topic <> n.topic AS moved, o.topic AS topic_before, n.topic AS topic_after,
      ARRAY[o.created_at, o.first_answered_at, o.resolved_at] AS times_before,
      ARRAY[n.created_at, n.first_answered_at, n.resolved_at] AS times_after
    FROM before_it AS o JOIN after_it AS n USING (id)
    WHERE (o.topic, o.state IN ('resolved', 'closed'), o.merged_into_id IS NULL, o.thread_id IS NULL,
        o.created_at, o.first_answered_at, o.resolved_at, o.held_since, o.first_due_at, o.resolve_due_at)
      IS DISTINCT FROM
      (n.topic, n.state IN ('resolved', 'closed'), n.merged_into_id IS NULL, n.thread_id IS NULL,
        n.created_at, n.first_answered_at, n.resolved_at, n.held_since, n.first_due_at, n.resolve_due_at))
  SELECT date_trunc('day', at, 'UTC'), topic_before
  FROM changed CROSS JOIN LATERAL unnest(times_before) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', at, 'UTC'), topic_after
  FROM changed CROSS JOIN LATERAL unnest(times_after) AS at WHERE at IS NOT NULL
  UNION
  SELECT date_trunc('day', created_at, 'UTC'), topic
  FROM changed JOIN ticket_history ON ticket_id = changed.id
    CROSS JOIN LATERAL (VALUES (topic_before), (topic_after)) AS topics (topic)
  WHERE moved AND (kind = 'reopened' OR (kind = 'state' AND detail = 'resolved'));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION "note_ticket_history"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO desk_days_touched (day, topic)
  SELECT DISTINCT date_trunc('day', added.created_at, 'UTC'), topic
  FROM added JOIN tickets ON tickets.id = ticket_id
  WHERE kind = 'reopened' OR (kind = 'state' AND detail = 'resolved');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "tickets_opened" AFTER INSERT ON "tickets"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "note_opened_tickets"();--> statement-breakpoint
CREATE TRIGGER "tickets_changed" AFTER UPDATE ON "tickets"
  REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
  FOR EACH STATEMENT EXECUTE FUNCTION "note_changed_tickets"();--> statement-breakpoint
CREATE TRIGGER "ticket_history_added" AFTER INSERT ON "ticket_history"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "note_ticket_history"();--> statement-breakpoint
INSERT INTO "desk_days_touched" ("day", "topic")
SELECT date_trunc('day', at, 'UTC'), topic
FROM "tickets" CROSS JOIN LATERAL (VALUES (created_at), (first_answered_at), (resolved_at)) AS times (at)
WHERE at IS NOT NULL
UNION
SELECT date_trunc('day', "ticket_history".created_at, 'UTC'), topic
FROM "ticket_history" JOIN "tickets" ON "tickets".id = ticket_id
WHERE kind = 'reopened' OR (kind = 'state' AND detail = 'resolved');
