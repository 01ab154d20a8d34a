import { eq } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { hidePost, restorePost } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import { log } from './actions.ts'
import { findCase, type FoundCase } from './open-cases.ts'
import type { ResolutionInput } from './endpoints/queue-contract.ts'
import { closeCase } from './outcomes.ts'
import { cases } from './schema.ts'
import { checkConflictOfInterest, type Subject } from './conflict-of-interest.ts'
import { checkArticleCase, settleArticle } from './reported-articles.ts'

/**
 * Decides an open case: hides the post, or only upholds or dismisses the report. An auto-hidden
 * post becomes public if dismissed, else it stays hidden.
 * @throws Problem as `findCase`; 403 `own_case` or `role_not_below`; 422 without a reason for
 * `hide` and `uphold`; 409 if somebody else decides at the same time
 */
export async function resolveCase(ctx: Context, id: number, input: ResolutionInput): Promise<void> {
  const found = await findCase(ctx, id)
  const { outcome, reason } = input
  const { postId, autoHidden } = found
  if (outcome !== 'dismiss' && !reason) throw invalid('reason', 'field_required')
  if (outcome === 'dismiss' && postId !== null && autoHidden)
    return restorePost(ctx, postId, 'visible', { note: input.note })
  if (outcome !== 'hide' && !autoHidden) return decide(ctx, found, input)
  if (postId === null || !reason) throw invalid('outcome', 'field_invalid')
  const { note, keepReplies } = input
  await hidePost(ctx, postId, { reason, note, keepReplies })
}

async function decide(ctx: Context, found: FoundCase, { outcome, reason, note }: ResolutionInput) {
  const { postId, threadId, category, author, official } = found
  const categoryId = category?.id ?? null
  const subject = { userId: author.id, categoryId, official: official ?? false }
  const ownCase = await isOwnCase(ctx, found, subject)
  const dismissed = outcome === 'dismiss'
  const userId = found.articleId === null ? author.id : null
  await transaction(ctx, async (ctx) => {
    const caseId = await closeCase(ctx, eq(cases.id, found.id), dismissed ? 'dismissed' : 'upheld')
    if (!caseId) throw conflict('case_resolved')
    await checkUnhidden(ctx, postId)
    const actionId = await log(ctx, {
      kind: dismissed ? 'report_dismissed' : 'report_upheld',
      caseId,
      categoryId,
      threadId,
      postId,
      userId,
      reason,
      note,
      ownCase
    })
    await settleArticle(ctx, found, outcome)
    await emit(ctx, 'case.resolved', { caseId, actionId })
  })
}

async function isOwnCase(ctx: Context, found: FoundCase, subject: Subject): Promise<boolean> {
  if (found.articleId === null) return (await checkConflictOfInterest(ctx, subject)).ownCase
  checkArticleCase(ctx, found)
  return false
}

/** Refuses if reports auto-hid the post meanwhile: it would stay hidden without an open case. */
async function checkUnhidden({ db }: Context, postId: number | null) {
  if (postId === null) return
  const [post] = await db
    .select({ autoHidden: posts.autoHidden })
    .from(posts)
    .where(eq(posts.id, postId))
  if (post?.autoHidden) throw conflict('post_state_changed')
}
