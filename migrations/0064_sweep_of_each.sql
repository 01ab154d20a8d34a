DROP INDEX "sweeps_open";--> statement-breakpoint
CREATE INDEX "moderation_actions_sweep" ON "moderation_actions" USING btree ("sweep_id") WHERE sweep_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sweeps_open" ON "sweeps" USING btree ("user_id","by_id") WHERE undone_at is null;