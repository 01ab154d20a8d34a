import { sanctions } from '@stoa/accounts/schema'
import { actions, appeals, cases, sweeps, campaignPosts } from '@stoa/moderation/schema'
import { campaigns } from '@stoa/safety/schema'
import { snapshotOfEdit } from '@stoa/threads/moderating'
import { categories, editsAwaitingApproval, posts } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import { revisionOfPost } from '../../posting.ts'
import { accounts, everybody, moderators, unlessSuspended, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const spam = { reason: 'spam' }
const anyModerator = '401 401 403 403 403 403 200 200 200 200'
/** Volunteers of other categories may not know of hidden or foreign cases. */
const moderatorsWhoKnow = '401 401 403 403 403 403 404 204 204 204'

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

/** A reply that awaits approval or is hidden. */
const onReply =
  (state: 'awaiting_approval' | 'hidden') =>
  async ({ forum, reply }: World): Promise<Call> => {
    const id = await reply()
    await forum.connection.db.update(posts).set({ state }).where(eq(posts.id, id))
    return { params: { id } }
  }

/** A reply with an edit that awaits approval. */
const onHeldEdit =
  (body?: object) =>
  async ({ forum, reply }: World): Promise<Call> => {
    const edit = { postId: await reply(), body: 'Up to an hour at night.', createdAt: forum.now() }
    const inserted = forum.connection.db.insert(editsAwaitingApproval).values(edit)
    const [row] = await inserted.returning({ id: editsAwaitingApproval.id })
    const { revision } = snapshotOfEdit({ ...edit, reason: null })
    return { params: { id: row?.id ?? 0 }, body: { ...body, revision } }
  }

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

async function onSweep({ forum, bystander }: World): Promise<Call> {
  const { id: userId, username } = await bystander()
  const inserted = forum.connection.db
    .insert(sweeps)
    .values({ userId, byId: 0, createdAt: forum.now() })
  const [row] = await inserted.returning({ id: sweeps.id })
  return { params: { username, id: row?.id ?? 0 } }
}

/** A silence imposed by somebody else. */
async function onSanction({ forum, bystander }: World): Promise<Call> {
  const { id: userId, username } = await bystander()
  const silence = { kind: 'silence', reason: 'spam', byId: 0, createdAt: forum.now() } as const
  const inserted = forum.connection.db.insert(sanctions).values({ ...silence, userId })
  const [row] = await inserted.returning({ id: sanctions.id })
  return { params: { username, id: row?.id ?? 0 } }
}

/** A shift of a member of staff. */
async function shiftOf({ forum }: World) {
  const { username } = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  return { username, days: [1, 2], from: '22:00', to: '06:00', timeZone: 'Asia/Taipei' }
}

const staffWhoModerate = (status: number) => `401 401 403 403 403 403 403 403 ${status} ${status}`

export const onCallRows: Rows = {
  'onCall.show': { call: async () => ({}), answers: staffWhoModerate(200) },
  'onCall.add': {
    call: async (world) => ({ body: await shiftOf(world) }),
    answers: staffWhoModerate(201)
  },
  'onCall.remove': {
    async call(world) {
      const admin = await world.forum.user({ role: 'admin' })
      const { body } = await admin.post('/moderation/on-call', await shiftOf(world))
      return { params: { id: body.id } }
    },
    answers: staffWhoModerate(204)
  }
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
  },
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
  'moderation.refuseEdit': { call: onHeldEdit(spam), answers: moderators(204) },
  'moderation.record': {
    call: async ({ bystander }) => ({ params: { username: (await bystander()).username } }),
    answers: anyModerator
  },
  'moderation.sanction': {
    call: async ({ bystander }) => ({
      params: { username: (await bystander({ trust: 'new' })).username },
      body: { kind: 'warning', reason: 'spam' }
    }),
    answers: '401 401 403 403 403 403 201 201 201 201'
  },
  'moderation.liftSanction': {
    call: onSanction,
    answers: '401 401 403 403 403 403 403 403 204 204'
  },
  'moderation.sweep': {
    call: async ({ bystander }) => ({
      params: { username: (await bystander({ trust: 'new' })).username },
      body: spam
    }),
    answers: '401 401 403 403 403 403 201 201 201 201'
  },
  'moderation.undoSweep': { call: onSweep, answers: '401 401 403 403 403 403 403 403 204 204' },
  'moderation.reverse': {
    call: async ({ forum, categoryId }) => ({
      params: {
        username: (await forum.user({ role: 'volunteer', moderates: [categoryId] })).username
      },
      body: { since: forum.now() }
    }),
    answers: '401 401 403 403 403 403 403 403 200 200'
  },
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
