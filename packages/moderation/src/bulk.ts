import type { z } from 'zod'
import {
  Problem,
  RevisionChanged,
  withoutIdempotencyKey,
  type Context,
  type Snapshot
} from '@stoa/core'
import { approvePost, refusePost } from '@stoa/threads/moderators'
import type { bulkCaseAnswer, bulkCaseInput } from './endpoints/queue-contract.ts'
import { resolveCase } from './resolution.ts'
import { decideCampaign } from './campaigns/decide.ts'

type Bulk = z.output<typeof bulkCaseInput>
type Answer = z.infer<typeof bulkCaseAnswer>

/**
 * Decides many cases, posts or campaigns with one outcome, each in its own transaction. What the
 * actor may not decide or somebody else has decided is returned in `refused` and does not stop the
 * rest. If the text has changed since it was read, `now` has the current one.
 * @throws Problem as `ports.safety.review` for the note
 */
export async function decideMany(ctx: Context, input: Bulk): Promise<Answer> {
  if (input.note) await ctx.ports.safety.review(ctx, { path: 'note', text: input.note })
  const each = withoutIdempotencyKey(ctx)
  const refused: Answer['refused'] = []
  let done = 0
  let left = 0
  for (const id of new Set(input.ids)) {
    const end = await attempt(() => decide(each, id, input))
    if ('code' in end) refused.push({ id, ...end })
    else {
      done += 1
      left += end.left
    }
  }
  return { done, left, refused }
}

/** Returns how many posts of a campaign are left, as one decision is limited to a batch. */
async function decide(
  ctx: Context,
  id: number,
  { what, outcome, revisions, reason, note }: Bulk
): Promise<number> {
  if (what === 'case') {
    if (outcome === 'approve') throw new Problem(422, 'invalid_input')
    await resolveCase(ctx, id, { outcome, reason, note })
    return 0
  }
  if (outcome !== 'approve' && (outcome !== 'hide' || !reason))
    throw new Problem(422, 'invalid_input')
  const revision = revisions[id] ?? ''
  if (what === 'campaign') return decideWhole(ctx, id, { outcome, revision, reason, note })
  await (reason && outcome === 'hide'
    ? refusePost(ctx, id, { reason, note })
    : approvePost(ctx, id, revision))
  return 0
}

type Decision = Pick<Bulk, 'reason' | 'note'> & { outcome: 'hide' | 'approve'; revision: string }

async function decideWhole(ctx: Context, id: number, { outcome, ...grounds }: Decision) {
  const { left } = await decideCampaign(ctx, id, {
    outcome: outcome === 'hide' ? 'hide' : 'release',
    ...grounds
  })
  return left
}

type Refused = { code: string; now?: Snapshot; read?: Snapshot }

async function attempt(run: () => Promise<number>): Promise<{ left: number } | Refused> {
  try {
    return { left: await run() }
  } catch (error) {
    if (error instanceof RevisionChanged)
      return { code: error.code, now: error.now, read: error.read }
    if (error instanceof Problem) return { code: error.code }
    throw error
  }
}
