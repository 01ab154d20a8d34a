DROP INDEX "text_sketches_keys";--> statement-breakpoint
ALTER TABLE "held_links" ADD COLUMN "category_ids" bigint[];--> statement-breakpoint
CREATE INDEX "links_host" ON "links" USING btree (lower(left(rtrim(split_part(regexp_replace(split_part(translate(split_part("url", '//', 2), '?#\', '///'), '/', 1), '^.*@', ''), ':', 1), '.'), 255)));--> statement-breakpoint
CREATE INDEX "links_page" ON "links" USING btree (left(lower(left(rtrim(split_part(regexp_replace(split_part(translate(split_part("url", '//', 2), '?#\', '///'), '/', 1), '^.*@', ''), ':', 1), '.'), 255)) || '/' || btrim(regexp_replace(regexp_replace(substring(lower("url") from '^[^/]*//[^/?#]*([^?#]*)'), '\u003b[^/]*', '', 'g'), '/+', '/', 'g'), '/'), 500));--> statement-breakpoint
CREATE INDEX "text_sketches_keys" ON "text_sketches" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
-- Addresses held so far stand as in the posts they are from; what is written is compared as `levelsOf` writes it.
INSERT INTO "held_links" ("sweep_id", "key")
WITH "pieces" AS (
	SELECT "sweep_id", "key", "piece"[1] AS "piece", "place" FROM "held_links",
		regexp_matches("key", '%[0-9A-F]{2}|[^%]+|%', 'gi') WITH ORDINALITY AS "found" ("piece", "place")
	WHERE "key" ~* '^https?://'
), "plain" AS (
	SELECT "sweep_id", regexp_match(string_agg(CASE
		WHEN "piece" ~* '^%(2[de]|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])$' THEN chr(('x' || right("piece", 2))::bit(8)::int)
		WHEN "piece" ~ '^%' THEN upper("piece")
		ELSE "piece" END, '' ORDER BY "place"),
		'^https?:/+(?:[^/?#]*@)?([^/?#:]*)[^/?#]*([^?#]*)\??([^#]*)', 'i') AS "part"
	FROM "pieces" GROUP BY "sweep_id", "key"
), "whole" AS (
	SELECT "sweep_id", lower(left(rtrim("part"[1], '.'), 255)) || '/'
		|| btrim(regexp_replace(regexp_replace("part"[2], ';[^/]*', '', 'g'), '/+', '/', 'g'), '/') || '?'
		|| coalesce((SELECT string_agg("pair", '&' ORDER BY "pair" COLLATE "C")
			FROM regexp_split_to_table(replace(replace("part"[3], '+', '%20'), '''', '%27'), '&') AS "pair"
			WHERE "pair" <> '' AND "pair" !~* '^utm_'), '') AS "key"
	FROM "plain"
)
SELECT "sweep_id", CASE WHEN length("key") > 500 THEN encode(sha256(convert_to("key", 'UTF8')), 'hex') ELSE "key" END
FROM "whole"
UNION SELECT "sweep_id", rtrim("key", '.') FROM "held_links" WHERE "key" ~ '^[^/]+\.$'
ON CONFLICT DO NOTHING;--> statement-breakpoint
DELETE FROM "held_links" WHERE "key" ~* '^https?://' OR "key" ~ '^[^/]+\.$';
