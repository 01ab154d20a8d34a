CREATE TABLE "announcement_approval_requests" (
	"announcement_id" bigint NOT NULL,
	"proposal_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"notified_at" timestamptz(3) NOT NULL,
	CONSTRAINT "announcement_approval_requests_pk" PRIMARY KEY("announcement_id","proposal_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "announcement_approval_requests" ADD CONSTRAINT "announcement_approval_requests_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_approval_requests" ADD CONSTRAINT "announcement_approval_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;