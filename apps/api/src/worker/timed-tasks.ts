import { lt, sql } from 'drizzle-orm'
import { deleteEndedSubscriptions, followClock } from '@stoa/announcements'
import { checkArticles, deleteOldFeedback, publishDue, remindOwners } from '@stoa/articles'
import {
  eraseClosed,
  deleteOldAccess,
  maintainSecurityLog,
  recomputeTrust,
  recordUnknownSignIns,
  sendLateMails
} from '@stoa/accounts'
import { remindOfLosses } from '@stoa/accounts/factor-loss'
import { settleApprovals } from '@stoa/accounts/approvals'
import { recheckSessions } from '@stoa/accounts/providers'
import { followMode } from '@stoa/accounts/sign-in-mode'
import { after, type Context } from '@stoa/core'
import { awaitedEvents, deleteOldQueues } from '@stoa/core/effects'
import { idempotencyKeys, limits } from '@stoa/core/schema'
import { deleteOldLinks, deleteOldSignatures } from '@stoa/safety'
import { queueDigests, queueFolded, queueWeeklyDigests } from '@stoa/notifications'
import { deleteOldQueries, learnWords, renewDocuments } from '@stoa/search'
import { countDays, deleteVisitors } from '@stoa/statistics'
import { applyDue } from '@stoa/site/documents'
import { cleanRetained } from '@stoa/site/retention'
import { alertDesk, closeResolved, endHolds, publishAnswers, sumDays } from '@stoa/tickets'
import { runSilenceRules } from '@stoa/tickets/acting-rules'
import { deleteDecidedEdits, deleteOldMoves, reopenDue } from '@stoa/threads'
import { renderOutdated } from '@stoa/threads/rendering'
import { addSomeVariants, removeErasedFiles, scanWaiting } from '@stoa/uploads'
import { deleteOldDeliveries, wakeReceivers } from '@stoa/webhooks'

type TimedTask = { cron: string; run(ctx: Context): Promise<void> }

const day = 24 * 3600_000

async function deleteOldKeys({ db, now }: Context) {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, after(now, -day)))
  await db.delete(limits).where(lt(limits.windowStart, after(now, -day)))
}

/**
 * Dispatched events are kept 30 days, for live streams that resume, and as long as an effect waits.
 */
async function deleteOldEvents({ db, now }: Context) {
  await db.execute(sql`
    with old as (delete from events where dispatched_at is not null
      and created_at < ${after(now, -30 * day)}
      and id not in (${sql.raw(awaitedEvents)}) returning id)
    delete from effects_done using old where event_id = old.id`)
}

/**
 * Releases jobs that were locked before a time. Call it only if no other node can have locked them.
 */
export async function releaseJobs({ db }: Context, lockedBefore: string): Promise<void> {
  await db.execute(sql`select graphile_worker.force_unlock_workers(array(
    select locked_by from graphile_worker._private_jobs where locked_at <= ${lockedBefore}
    union select locked_by from graphile_worker._private_job_queues where locked_at <= ${lockedBefore}))`)
}

/** Scheduled tasks (UTC crontab). Each runs on one node at a time. */
export const timedTasks: Record<string, TimedTask> = {
  settle_changes: { cron: '* * * * *', run: settleApprovals },
  remind_of_lost_factors: { cron: '*/10 * * * *', run: remindOfLosses },
  follow_sign_in_mode: { cron: '* * * * *', run: followMode },
  recheck_sessions: { cron: '* * * * *', run: recheckSessions },
  delete_decided_edits: { cron: '*/10 * * * *', run: deleteDecidedEdits },
  delete_moves: { cron: '*/10 * * * *', run: deleteOldMoves },
  delete_signatures: { cron: '*/10 * * * *', run: deleteOldSignatures },
  delete_links: { cron: '23 * * * *', run: deleteOldLinks },
  render_outdated_posts: { cron: '*/2 * * * *', run: renderOutdated },
  announcements: { cron: '* * * * *', run: followClock },
  articles: { cron: '* * * * *', run: publishDue },
  apply_documents: { cron: '* * * * *', run: applyDue },
  alert_desk: { cron: '* * * * *', run: alertDesk },
  run_silence_rules: { cron: '* * * * *', run: runSilenceRules },
  delete_unconfirmed: { cron: '53 * * * *', run: deleteEndedSubscriptions },
  webhooks: { cron: '* * * * *', run: wakeReceivers },
  delete_deliveries: { cron: '47 3 * * *', run: deleteOldDeliveries },
  publish_ticket_answers: { cron: '* * * * *', run: publishAnswers },
  sum_desk_days: { cron: '* * * * *', run: sumDays },
  count_days: { cron: '*/5 * * * *', run: countDays },
  check_articles: { cron: '33 2 * * *', run: checkArticles },
  remind_owners: { cron: '*/10 * * * *', run: remindOwners },
  delete_article_feedback: { cron: '27 4 * * *', run: deleteOldFeedback },
  delete_visitors: { cron: '10 0 * * *', run: deleteVisitors },
  close_resolved_tickets: { cron: '23 * * * *', run: closeResolved },
  reopen_threads: { cron: '* * * * *', run: reopenDue },
  delete_keys: { cron: '17 * * * *', run: deleteOldKeys },
  delete_events: { cron: '41 3 * * *', run: deleteOldEvents },
  delete_queues: { cron: '*/10 * * * *', run: ({ db }) => deleteOldQueues(db) },
  record_unknown_sign_ins: { cron: '* * * * *', run: recordUnknownSignIns },
  maintain_security_log: { cron: '13 3 * * *', run: maintainSecurityLog },
  erase_closed_accounts: { cron: '9 * * * *', run: eraseClosed },
  send_late_mails: { cron: '* * * * *', run: sendLateMails },
  delete_access: { cron: '11 4 * * *', run: deleteOldAccess },
  clean_retained: { cron: '29 * * * *', run: cleanRetained },
  end_holds: { cron: '*/10 * * * *', run: endHolds },
  remove_erased_files: { cron: '37 * * * *', run: removeErasedFiles },
  scan_waiting_uploads: { cron: '* * * * *', run: scanWaiting },
  add_picture_variants: { cron: '* * * * *', run: addSomeVariants },
  recompute_trust: { cron: '7 2 * * *', run: recomputeTrust },
  delete_zero_result_queries: { cron: '19 4 * * *', run: deleteOldQueries },
  renew_search_documents: { cron: '* * * * *', run: renewDocuments },
  learn_words: { cron: '53 3 * * *', run: learnWords },
  queue_folded_mails: { cron: '* * * * *', run: queueFolded },
  queue_digests: { cron: '0 7 * * *', run: queueDigests },
  queue_weekly_digests: { cron: '0 7 * * 1', run: queueWeeklyDigests }
}
