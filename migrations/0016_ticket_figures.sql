CREATE INDEX "ticket_history_created" ON "ticket_history" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "tickets_created" ON "tickets" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "tickets_resolved_at" ON "tickets" USING btree ("resolved_at") WHERE resolved_at is not null;