import { eq } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { lockPost, lockThread, type FoundPost } from '../find.ts'
import { findModerated } from './hide.ts'
import { actOn, type ModerationAct } from '../moderation-act.ts'
import { checkPostRevision } from './snapshots.ts'
import { authorshipOf, looked, storedRendering } from '../rendering/stored.ts'
import { renderReleased, renderPost, targetsOf } from '../rendering/render-body.ts'
import { posts } from '../schema.ts'

type Kind = Extract<ModerationAct['kind'], 'flag_cleared' | 'flag_kept' | 'flagged'>

/**
 * Releases the quarantined links of a public post and removes the warning that it leads out of the
 * forum.
 * @param revision of the snapshot that the moderator read
 * @throws Problem 404; 403 unless the actor moderates its category, or as `recordAction`; 409 as
 * `checkRevision`, `post_state_changed` if it was already decided; 403 as `authorizeRelease`
 */
export const clearFlag = (ctx: Context, id: number, revision: string): Promise<void> =>
  decide(
    ctx,
    id,
    { kind: 'flag_cleared', isRight: isFlagged, revision },
    async (ctx, post, place) => {
      const links = await targetsOf(ctx, post.body)
      await ctx.ports.safety.authorizeRelease(ctx, { text: post.body, links })
      const { rendered, releasedLinks } = await renderReleased(
        ctx,
        post.body,
        authorshipOf(post, place)
      )
      return { ...storedRendering(rendered), ...looked, releasedLinks }
    }
  )

/**
 * Decides that the links of a public post stay quarantined and its warning stays.
 * @throws Problem as `clearFlag`
 */
export const keepFlag = (ctx: Context, id: number, revision: string): Promise<void> =>
  decide(ctx, id, { kind: 'flag_kept', isRight: isFlagged, revision }, () =>
    Promise.resolve({ flaggedAt: null })
  )

/**
 * Undoes a moderator's decision about a flag: the links are quarantined again.
 * @param leadsOut whether the warning is shown again
 * @throws Problem as `clearFlag`
 */
export const flagAgain = (ctx: Context, id: number, leadsOut: boolean): Promise<void> =>
  decide(ctx, id, { kind: 'flagged', isRight: isLooked }, async (ctx, post, place) => {
    const by = { ...authorshipOf(post, place), releasedLinks: [] }
    const stored = storedRendering(await renderPost(ctx, post.body, by))
    return { ...stored, releasedLinks: [], leadsOut, flaggedAt: ctx.now }
  })

const isFlagged = (post: FoundPost) => post.flaggedAt !== null
const isLooked = (post: FoundPost) => post.flaggedAt === null

type Change = Partial<typeof posts.$inferInsert>
type Decision = (ctx: Context, post: FoundPost, place: { categoryId: number }) => Promise<Change>
type About = { kind: Kind; isRight(post: FoundPost): boolean; revision?: string }

async function decide(
  ctx: Context,
  id: number,
  { kind, isRight, revision }: About,
  decision: Decision
) {
  const { thread } = await findModerated(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    const post = await lockPost(ctx, id)
    if (post.state !== 'visible' || !isRight(post)) throw conflict('post_state_changed')
    if (revision !== undefined) await checkPostRevision(ctx, revision, post, thread)
    const change = await decision(ctx, post, thread)
    await ctx.db.update(posts).set(change).where(eq(posts.id, id))
    await ctx.ports.moderation.recordAction(ctx, actOn(kind, thread, post))
    await emit(ctx, 'post.links_shown', { postId: id, threadId: thread.id })
  })
}
