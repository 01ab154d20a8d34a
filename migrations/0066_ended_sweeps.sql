-- The addresses of a sweep go with its end; until now they stayed and were left out when read.
DELETE FROM "held_links" WHERE "sweep_id" IN (SELECT "id" FROM "sweeps" WHERE "undone_at" IS NOT NULL);
