ALTER TABLE "minhash_signatures" ALTER COLUMN "hashes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "minhash_signatures" ADD COLUMN "bits" bit(2304);--> statement-breakpoint
UPDATE "minhash_signatures" SET "bits" = (select string_agg(hash::bit(32)::text, '' order by place) from unnest(hashes) with ordinality given (hash, place))::bit(2304);