import { actions, cases, campaignPosts } from '@stoa/moderation/schema'
import { campaigns } from '@stoa/safety/schema'
import { categories, posts } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import { accounts, moderators, unlessSuspended, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { anyModerator, moderatorsWhoKnow, onReply, spam } from './moderation-calls.ts'

async function onCase({ forum, reply, bystander }: World): Promise<Call> {
  const postId = await reply()
  await (await bystander()).post(`/posts/${postId}/reports`, spam)
  const [row] = await forum.connection.db.select().from(cases).where(eq(cases.postId, postId))
  return { params: { id: row?.id ?? 0 }, body: { outcome: 'dismiss' } }
}

const onCaseOnly = async (world: World): Promise<Call> => {
  const { params } = await onCase(world)
  return { params }
}

/** A recent decision of the caller. */
async function onOwnAct(world: World): Promise<Call> {
  const { forum, reply, caller, owner, categoryId } = world
  const postId = await reply()
  const { db } = forum.connection
  await db.update(posts).set({ state: 'hidden' }).where(eq(posts.id, postId))
  const about = { kind: 'hidden', reason: 'spam', postId, categoryId, userId: owner.id } as const
  const act = {
    ...about,
    actorId: caller.id,
    actorRole: 'volunteer',
    createdAt: forum.now()
  } as const
  const [row] = await db.insert(actions).values(act).returning({ id: actions.id })
  return { params: { id: row?.id ?? 0 } }
}

/** A reply that waits in a campaign. */
async function onCampaign({ forum, reply }: World): Promise<Call> {
  const { db } = forum.connection
  const postId = await reply()
  await db.update(posts).set({ state: 'awaiting_approval' }).where(eq(posts.id, postId))
  const [campaign] = await db.insert(campaigns).values({ openedAt: forum.now() }).returning()
  await db
    .insert(campaignPosts)
    .values({ postId, campaignId: campaign?.id ?? 0, addedAt: forum.now() })
  return { params: { id: campaign?.id ?? 0 }, body: { outcome: 'hide', reason: 'spam' } }
}

/** A campaign that the caller has just decided. */
async function onDecidedCampaign(world: World): Promise<Call> {
  const { forum, caller, owner, categoryId } = world
  const { params } = await onCampaign(world)
  const { db } = forum.connection
  const campaignId = Number(params?.id)
  const [found] = await db
    .select()
    .from(campaignPosts)
    .where(eq(campaignPosts.campaignId, campaignId))
  const postId = found?.postId ?? 0
  await db.update(posts).set({ state: 'hidden', refused: true }).where(eq(posts.id, postId))
  const about = { kind: 'hidden', reason: 'spam', postId, categoryId, userId: owner.id } as const
  const by = { actorId: caller.id, actorRole: 'volunteer', createdAt: forum.now() } as const
  await db.insert(actions).values({ ...about, ...by })
  return { params }
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
  'moderation.queue': { call: async () => ({}), answers: anyModerator },
  'moderation.cases': { call: async () => ({}), answers: anyModerator },
  'moderation.resolveCase': { call: onCase, answers: moderatorsWhoKnow, about: 'reply' },
  'moderation.claimCase': { call: onCaseOnly, answers: moderatorsWhoKnow },
  'moderation.unclaimCase': { call: onCaseOnly, answers: moderatorsWhoKnow },
  'moderation.decideMany': {
    call: async (world) => {
      const { params } = await onCase(world)
      return { body: { what: 'case', ids: [Number(params?.id)], outcome: 'dismiss' } }
    },
    answers: anyModerator
  },
  'moderation.campaigns': { call: async () => ({}), answers: anyModerator },
  'moderation.decideCampaign': {
    call: onCampaign,
    answers: '401 401 403 403 403 403 404 200 200 200'
  },
  'moderation.undoCampaign': {
    call: onDecidedCampaign,
    answers: '401 401 403 403 403 403 404 204 204 204'
  },
  'moderation.undoable': { call: async () => ({}), answers: anyModerator },
  'moderation.undo': { call: onOwnAct, answers: '401 401 403 403 403 403 404 204 204 204' },
  'moderation.usualWait': {
    async call({ forum, categoryId }) {
      const { db } = forum.connection
      const [row] = await db.select().from(categories).where(eq(categories.id, categoryId))
      return { params: { slug: row?.slug ?? '' } }
    },
    answers: accounts(200),
    about: 'category',
    unknown: () => ({ params: { slug: 'never-there' } })
  },
  'moderation.hide': {
    call: async ({ reply }) => ({ params: { id: await reply() }, body: spam }),
    answers: moderators(204)
  },
  'moderation.restore': { call: onReply('hidden'), answers: moderatorsWhoKnow },
  'moderation.unassign': {
    async call(world) {
      const id = await world.reply()
      const staff = await world.bystander({ role: 'staff' })
      await staff.post(`/posts/${id}/hiding`, spam)
      return { params: { id } }
    },
    answers: '401 401 403 403 403 403 403 403 204 204'
  }
}
