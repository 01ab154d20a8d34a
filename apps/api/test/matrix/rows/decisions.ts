import { actions, appeals } from '@stoa/moderation/schema'
import { eq } from 'drizzle-orm'
import { everybody, accounts, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { moderatorsWhoKnow, anyModerator, spam } from './moderation-calls.ts'

/** A reply hidden by a moderator: a decision about its author. */
async function onDecision({ forum, reply, categoryId }: World): Promise<Call> {
  const postId = await reply()
  const moderator = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  await moderator.post(`/posts/${postId}/hiding`, spam)
  const [row] = await forum.connection.db.select().from(actions).where(eq(actions.postId, postId))
  return { params: { id: row?.id ?? 0 } }
}

async function onAppeal(world: World): Promise<Call> {
  const { params } = await onDecision(world)
  const actionId = Number(params?.id)
  const appeal = { actionId, userId: world.owner.id, text: 'Look again.' }
  const inserted = world.forum.connection.db
    .insert(appeals)
    .values({ ...appeal, createdAt: world.forum.now() })
  const [row] = await inserted.returning({ id: appeals.id })
  return { params: { id: row?.id ?? 0 }, body: { outcome: 'rejected' } }
}

export const decisionsRows: Rows = {
  'moderation.decisions': { call: async () => ({}), answers: accounts(200) },
  'moderation.decision': { call: onDecision, answers: '401 401 404 200 200 200 404 404 404 404' },
  'moderation.appeal': {
    call: async (world) => ({ ...(await onDecision(world)), body: { text: 'Look again.' } }),
    answers: '401 401 404 201 201 201 404 404 404 404'
  },
  'moderation.appeals': { call: async () => ({}), answers: anyModerator },
  'moderation.decideAppeal': { call: onAppeal, answers: moderatorsWhoKnow, about: 'reply' },
  'moderation.transparency': { call: async () => ({}), answers: everybody(200) },
  'moderation.log': { call: async () => ({}), answers: everybody(200) }
}
