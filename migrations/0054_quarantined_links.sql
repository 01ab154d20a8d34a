ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'flag_cleared' BEFORE 'closed';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'flag_kept' BEFORE 'closed';--> statement-breakpoint
ALTER TYPE "public"."moderation_action_kind" ADD VALUE 'flagged' BEFORE 'closed';--> statement-breakpoint
CREATE TABLE "allowed_hosts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "allowed_hosts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"host" text NOT NULL,
	"added_by_id" bigint,
	"added_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quarantined_links" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "released_links" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "leads_out" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "flagged_at" timestamptz(3);--> statement-breakpoint
CREATE UNIQUE INDEX "allowed_hosts_host" ON "allowed_hosts" USING btree ("host");--> statement-breakpoint
CREATE INDEX "posts_flagged" ON "posts" USING btree ("flagged_at","id") WHERE flagged_at is not null;--> statement-breakpoint
CREATE INDEX "posts_quarantined" ON "posts" USING btree ("author_id") WHERE quarantined_links <> '{}';--> statement-breakpoint
-- Harmless ones that a forum begins with: block explorers, and makers of operating systems.
INSERT INTO "allowed_hosts" ("host", "added_at") VALUES
  ('algo.surf', '2026-01-01T00:00:00Z'),
  ('aptoscan.com', '2026-01-01T00:00:00Z'),
  ('arbiscan.io', '2026-01-01T00:00:00Z'),
  ('archlinux.org', '2026-01-01T00:00:00Z'),
  ('basescan.org', '2026-01-01T00:00:00Z'),
  ('blockchain.com', '2026-01-01T00:00:00Z'),
  ('blockchair.com', '2026-01-01T00:00:00Z'),
  ('blockcypher.com', '2026-01-01T00:00:00Z'),
  ('blockscout.com', '2026-01-01T00:00:00Z'),
  ('blockstream.info', '2026-01-01T00:00:00Z'),
  ('bscscan.com', '2026-01-01T00:00:00Z'),
  ('btc.com', '2026-01-01T00:00:00Z'),
  ('cardanoscan.io', '2026-01-01T00:00:00Z'),
  ('consumer.huawei.com', '2026-01-01T00:00:00Z'),
  ('debian.org', '2026-01-01T00:00:00Z'),
  ('developer.android.com', '2026-01-01T00:00:00Z'),
  ('developer.apple.com', '2026-01-01T00:00:00Z'),
  ('dogechain.info', '2026-01-01T00:00:00Z'),
  ('etherscan.io', '2026-01-01T00:00:00Z'),
  ('explorer.aptoslabs.com', '2026-01-01T00:00:00Z'),
  ('explorer.solana.com', '2026-01-01T00:00:00Z'),
  ('fedoraproject.org', '2026-01-01T00:00:00Z'),
  ('filfox.info', '2026-01-01T00:00:00Z'),
  ('freebsd.org', '2026-01-01T00:00:00Z'),
  ('ftmscan.com', '2026-01-01T00:00:00Z'),
  ('hashscan.io', '2026-01-01T00:00:00Z'),
  ('kernel.org', '2026-01-01T00:00:00Z'),
  ('learn.microsoft.com', '2026-01-01T00:00:00Z'),
  ('lineascan.build', '2026-01-01T00:00:00Z'),
  ('livenet.xrpl.org', '2026-01-01T00:00:00Z'),
  ('mempool.space', '2026-01-01T00:00:00Z'),
  ('mi.com', '2026-01-01T00:00:00Z'),
  ('mintscan.io', '2026-01-01T00:00:00Z'),
  ('nearblocks.io', '2026-01-01T00:00:00Z'),
  ('oklink.com', '2026-01-01T00:00:00Z'),
  ('polygonscan.com', '2026-01-01T00:00:00Z'),
  ('redhat.com', '2026-01-01T00:00:00Z'),
  ('samsung.com', '2026-01-01T00:00:00Z'),
  ('scrollscan.com', '2026-01-01T00:00:00Z'),
  ('snowtrace.io', '2026-01-01T00:00:00Z'),
  ('solana.fm', '2026-01-01T00:00:00Z'),
  ('solscan.io', '2026-01-01T00:00:00Z'),
  ('source.android.com', '2026-01-01T00:00:00Z'),
  ('stellar.expert', '2026-01-01T00:00:00Z'),
  ('subscan.io', '2026-01-01T00:00:00Z'),
  ('suiscan.xyz', '2026-01-01T00:00:00Z'),
  ('suivision.xyz', '2026-01-01T00:00:00Z'),
  ('support.apple.com', '2026-01-01T00:00:00Z'),
  ('support.google.com', '2026-01-01T00:00:00Z'),
  ('support.huawei.com', '2026-01-01T00:00:00Z'),
  ('support.microsoft.com', '2026-01-01T00:00:00Z'),
  ('tokenview.io', '2026-01-01T00:00:00Z'),
  ('tonscan.org', '2026-01-01T00:00:00Z'),
  ('tonviewer.com', '2026-01-01T00:00:00Z'),
  ('tronscan.io', '2026-01-01T00:00:00Z'),
  ('tronscan.org', '2026-01-01T00:00:00Z'),
  ('ubuntu.com', '2026-01-01T00:00:00Z'),
  ('viewblock.io', '2026-01-01T00:00:00Z'),
  ('xrpscan.com', '2026-01-01T00:00:00Z');
