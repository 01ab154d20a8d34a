CREATE TABLE "search_tickets" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"vector" "tsvector" NOT NULL,
	"changed_at" timestamptz(3) NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_tickets_vector" ON "search_tickets" USING gin ("vector") WITH (fastupdate=false);