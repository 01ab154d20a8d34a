import { sanctions } from '@stoa/accounts/schema'
import { sweeps } from '@stoa/moderation/schema'
import type { Call, Rows } from '../row.ts'
import type { World } from '../world.ts'
import { anyModerator, spam } from './moderation-calls.ts'

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

export const sanctionsRows: Rows = {
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
  'moderation.previewSweep': {
    call: async ({ bystander }) => ({
      params: { username: (await bystander({ trust: 'new' })).username }
    }),
    answers: anyModerator
  },
  'moderation.authors': {
    call: async ({ bystander }) => ({ query: { ids: String((await bystander()).id), posts: 3 } }),
    answers: anyModerator
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
  }
}
