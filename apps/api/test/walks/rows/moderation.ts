import { cases } from '@stoa/moderation/schema'
import { heldEdits, posts } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import { everybody, moderators, unlessSuspended, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const spam = { reason: 'spam' }
const anyModerator = '401 401 403 403 403 403 200 200 200 200'
/** Volunteers of other categories do not know of what is out of sight or not theirs to decide. */
const moderatorsWhoKnow = '401 401 403 403 403 403 404 204 204 204'

async function onCase({ forum, reply, bystander }: World): Promise<Call> {
  const postId = await reply()
  await (await bystander()).post(`/posts/${postId}/reports`, spam)
  const [row] = await forum.connection.db.select().from(cases).where(eq(cases.postId, postId))
  return { params: { id: row?.id ?? 0 }, body: { outcome: 'dismiss' } }
}

/** A reply that waits for approval, or is hidden. */
const onReply =
  (state: 'held' | 'hidden') =>
  async ({ forum, reply }: World): Promise<Call> => {
    const id = await reply()
    await forum.connection.db.update(posts).set({ state }).where(eq(posts.id, id))
    return { params: { id } }
  }

/** A reply whose author wants it to say something else. */
const onHeldEdit =
  (body?: object) =>
  async ({ forum, reply }: World): Promise<Call> => {
    const edit = { postId: await reply(), body: 'Up to an hour at night.', createdAt: forum.now() }
    const inserted = forum.connection.db.insert(heldEdits).values(edit)
    const [row] = await inserted.returning({ id: heldEdits.id })
    return { params: { id: row?.id ?? 0 }, body }
  }

export const moderationRows: Rows = {
  'moderation.reportPost': {
    call: async ({ answered }) => ({ params: { id: (await answered()).replyId }, body: spam }),
    answers: unlessSuspended(201)
  },
  'moderation.reportUser': {
    call: async ({ owner }) => ({ params: { username: owner.username }, body: spam }),
    // Nobody reports themselves.
    answers: '401 401 201 403 403 403 201 201 201 201'
  },
  'moderation.cases': { call: async () => ({}), answers: anyModerator },
  'moderation.resolveCase': { call: onCase, answers: moderatorsWhoKnow, about: 'reply' },
  'moderation.hide': {
    call: async ({ reply }) => ({ params: { id: await reply() }, body: spam }),
    answers: moderators(204)
  },
  'moderation.restore': { call: onReply('hidden'), answers: moderatorsWhoKnow },
  'moderation.approve': { call: onReply('held'), answers: moderatorsWhoKnow },
  'moderation.held': { call: async () => ({}), answers: anyModerator },
  'moderation.heldEdits': { call: async () => ({}), answers: anyModerator },
  'moderation.approveEdit': { call: onHeldEdit(), answers: moderators(204) },
  'moderation.refuseEdit': { call: onHeldEdit(spam), answers: moderators(204) },
  'moderation.log': { call: async () => ({}), answers: everybody(200) }
}
