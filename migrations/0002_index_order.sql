DROP INDEX "moderation_actions_order";--> statement-breakpoint
DROP INDEX "moderation_actions_category";--> statement-breakpoint
DROP INDEX "notifications_user";--> statement-breakpoint
DROP INDEX "bookmarks_user";--> statement-breakpoint
DROP INDEX "posts_author";--> statement-breakpoint
DROP INDEX "threads_category_latest";--> statement-breakpoint
DROP INDEX "threads_category_newest";--> statement-breakpoint
DROP INDEX "threads_category_votes";--> statement-breakpoint
DROP INDEX "threads_latest";--> statement-breakpoint
DROP INDEX "threads_newest";--> statement-breakpoint
DROP INDEX "threads_votes";--> statement-breakpoint
DROP INDEX "threads_unanswered";--> statement-breakpoint
DROP INDEX "threads_author";--> statement-breakpoint
CREATE INDEX "moderation_actions_order" ON "moderation_actions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "moderation_actions_category" ON "moderation_actions" USING btree ("category_id","id");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "bookmarks_user" ON "bookmarks" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "posts_author" ON "posts" USING btree ("author_id","created_at","id");--> statement-breakpoint
CREATE INDEX "threads_category_latest" ON "threads" USING btree ("category_id","last_post_at","id");--> statement-breakpoint
CREATE INDEX "threads_category_newest" ON "threads" USING btree ("category_id","created_at","id");--> statement-breakpoint
CREATE INDEX "threads_category_votes" ON "threads" USING btree ("category_id","vote_count","id");--> statement-breakpoint
CREATE INDEX "threads_latest" ON "threads" USING btree ("last_post_at","id");--> statement-breakpoint
CREATE INDEX "threads_newest" ON "threads" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "threads_votes" ON "threads" USING btree ("vote_count","id");--> statement-breakpoint
CREATE INDEX "threads_unanswered" ON "threads" USING btree ("created_at","id") WHERE reply_count = 0 and state = 'visible';--> statement-breakpoint
CREATE INDEX "threads_author" ON "threads" USING btree ("author_id","created_at","id");