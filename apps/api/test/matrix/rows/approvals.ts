import { snapshotOfEdit } from '@stoa/threads/moderators'
import { posts, editsAwaitingApproval } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import { moderators, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { revisionOfPost } from '../../posting.ts'
import { moderatorsWhoKnow, onReply, spam, anyModerator } from './moderation-calls.ts'

/** A reply with an edit that awaits approval. */
const onHeldEdit =
  (body?: object) =>
  async ({ forum, reply }: World): Promise<Call> => {
    const edit = { postId: await reply(), body: 'Up to an hour at night.', createdAt: forum.now() }
    const inserted = forum.connection.db.insert(editsAwaitingApproval).values(edit)
    const [row] = await inserted.returning({ id: editsAwaitingApproval.id })
    const { revision } = snapshotOfEdit({ ...edit, reason: null, fieldValues: null })
    return { params: { id: row?.id ?? 0 }, body: { ...body, revision } }
  }

export const approvalsRows: Rows = {
  'moderation.approve': {
    async call(world) {
      const { params } = await onReply('awaiting_approval')(world)
      const staff = await world.bystander({ role: 'staff' })
      return { params, body: await revisionOfPost(staff, Number(params?.id)) }
    },
    answers: moderatorsWhoKnow
  },
  'moderation.refuse': {
    call: async (world) => ({ ...(await onReply('awaiting_approval')(world)), body: spam }),
    answers: moderatorsWhoKnow
  },
  'moderation.posts': { call: async () => ({}), answers: anyModerator },
  'moderation.flagged': { call: async () => ({}), answers: anyModerator },
  'moderation.decideFlag': {
    async call({ forum, reply, bystander }) {
      const id = await reply()
      const { db } = forum.connection
      await db.update(posts).set({ flaggedAt: forum.now() }).where(eq(posts.id, id))
      const staff = await bystander({ role: 'staff' })
      return { params: { id }, body: { outcome: 'keep', ...(await revisionOfPost(staff, id)) } }
    },
    answers: moderators(204)
  },
  'moderation.edits': { call: async () => ({}), answers: anyModerator },
  'moderation.approveEdit': { call: onHeldEdit(), answers: moderators(204) },
  'moderation.refuseEdit': { call: onHeldEdit(spam), answers: moderators(204) }
}
