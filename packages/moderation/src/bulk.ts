import type { z } from 'zod'
import { Problem, separately, type Context } from '@stoa/core'
import { approvePost, refusePost } from '@stoa/threads'
import type { bulkAnswer, bulkInput } from './contract.ts'
import { resolveCase } from './resolution.ts'
import { decideWave } from './waves/deciding.ts'

type Bulk = z.output<typeof bulkInput>
type Answer = z.infer<typeof bulkAnswer>

/**
 * Decides many cases, waiting posts or waves in the same way, each for itself: what the actor may not, and
 * what somebody else was quicker with, is named and keeps nothing from the others.
 * @throws Problem as `ports.review` for the note
 */
export async function decideMany(ctx: Context, input: Bulk): Promise<Answer> {
  if (input.note) await ctx.ports.review(ctx, { path: 'note', text: input.note })
  const each = separately(ctx)
  const refused: Answer['refused'] = []
  let done = 0
  for (const id of new Set(input.ids)) {
    const code = await problemOf(() => decide(each, id, input))
    if (code === undefined) done += 1
    else refused.push({ id, code })
  }
  return { done, refused }
}

async function decide(ctx: Context, id: number, { what, outcome, reason, note }: Bulk) {
  if (what === 'case') {
    if (outcome === 'approve') throw new Problem(422, 'invalid_input')
    return resolveCase(ctx, id, { outcome, reason, note })
  }
  if (outcome !== 'approve' && (outcome !== 'hide' || !reason))
    throw new Problem(422, 'invalid_input')
  if (what === 'wave') return decideWhole(ctx, id, { outcome, reason, note })
  return reason && outcome === 'hide' ? refusePost(ctx, id, { reason, note }) : approvePost(ctx, id)
}

type Decision = Pick<Bulk, 'reason' | 'note'> & { outcome: 'hide' | 'approve' }

const decideWhole = async (ctx: Context, id: number, { outcome, ...grounds }: Decision) =>
  void (await decideWave(ctx, id, {
    outcome: outcome === 'hide' ? 'hide' : 'release',
    ...grounds
  }))

async function problemOf(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
