CREATE TABLE "kept_sanctions" (
	"hash" text NOT NULL,
	"sanction_id" bigint NOT NULL,
	CONSTRAINT "kept_sanctions_hash_sanction_id_pk" PRIMARY KEY("hash","sanction_id")
);
--> statement-breakpoint
ALTER TABLE "kept_sanctions" ADD CONSTRAINT "kept_sanctions_sanction_id_sanctions_id_fk" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanctions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_sanctions_row" ON "kept_sanctions" USING btree ("sanction_id");