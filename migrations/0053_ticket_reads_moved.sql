-- What agents read of tickets is a part of the security log.
INSERT INTO "security_events" ("created_at", "kind", "actor_id", "subject_id", "browser", "network", "details")
SELECT "ticket_reads"."created_at",
  CASE "what" WHEN 'export' THEN 'export.tickets' ELSE 'look.' || "what" END, "actor_id", "requester_id", '', NULL,
  CASE WHEN "ticket_id" IS NULL THEN '{}' ELSE jsonb_build_object('ticketId', "ticket_id") END
FROM "ticket_reads" LEFT JOIN "tickets" ON "tickets"."id" = "ticket_id" ORDER BY "ticket_reads"."id";
--> statement-breakpoint
SELECT sort_security_events_by_month();
--> statement-breakpoint
DROP TABLE "ticket_reads" CASCADE;
