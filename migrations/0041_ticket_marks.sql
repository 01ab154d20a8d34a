DROP INDEX "search_tickets_changed";--> statement-breakpoint
DROP INDEX "search_tickets_vector";--> statement-breakpoint
UPDATE "search_tickets" SET "vector" = "vector" || array_to_tsvector(ARRAY[
  '~8.' || (id >> 8), '~10.' || (id >> 10), '~12.' || (id >> 12), '~14.' || (id >> 14),
  '~16.' || (id >> 16), '~18.' || (id >> 18),
  '~topic.' || tickets.topic, '~language.' || language, '~priority.' || priority]
  || ARRAY(
    SELECT DISTINCT '^' || beginning
    FROM unnest("vector") AS word CROSS JOIN LATERAL (
      SELECT left(lexeme, n) FROM generate_series(6, 8) AS n WHERE length(lexeme) >= n
      UNION ALL
      SELECT left(lexeme, 1) WHERE lexeme ~ '^[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]'
    ) AS begun (beginning)
    WHERE length(beginning) = 1 OR beginning ~ '^[0-9a-f]+$' OR beginning ~ '^[a-z]*[0-9][0-9a-z]*$'))
FROM "tickets" WHERE id = ticket_id;--> statement-breakpoint
CREATE INDEX "search_tickets_vector" ON "search_tickets" USING gin ("vector") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "search_tickets" DROP COLUMN "topic";--> statement-breakpoint
ALTER TABLE "search_tickets" DROP COLUMN "changed_at";
