import { atLeast, isInScope, type Role } from '@stoa/core'
import { describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed, send } from './calling.ts'
import { neverGiven, type Call } from './row.ts'
import { everyEndpoint, rows, type Row } from './rows.ts'
import {
  actors,
  closeToAllButStaff,
  createWorld,
  hideReplies,
  hideThreads,
  sanction,
  type ActorName
} from './world.ts'

const forum = startForum()
const entries = everyEndpoint.flatMap(([name]) => {
  const row = rows[name]
  return row ? [[name, row] as const] : []
})

test('every endpoint has a row, and every row an endpoint', () => {
  const names = everyEndpoint.map(([name]) => name)
  expect(Object.keys(rows).sort()).toEqual(names.sort())
})

/** Creates the world and call of a row for an actor; sanctions the actor afterwards. */
async function prepare(actor: ActorName, row: Row, categoryId: number) {
  const world = await createWorld(forum, actor, categoryId)
  const call = await row.call(world)
  await sanction(world)
  return { actor, call, caller: world.caller }
}

const answersOf = async <T>(names: readonly ActorName[], answer: (name: ActorName) => Promise<T>) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await answer(name)])))

describe('everybody gets the answer that the permission table gives them', () => {
  test.each(entries)('%s', async (name, row) => {
    const categoryId = await forum.category()
    const expected = row.answers.split(' ').map(Number)
    const answered = await answersOf(actors, async (actor) => {
      const { call, caller } = await prepare(actor, row, categoryId)
      return (await send(forum, caller, name, call)).status
    })
    expect(answered).toEqual(Object.fromEntries(actors.map((actor, i) => [actor, expected[i]])))
  })
})

/** Responses of the endpoints open to a verified address, about things made while signed in. */
const openWithCode: Record<string, number> = {
  'tickets.deflection': 200,
  'tickets.open': 201,
  'tickets.list': 200,
  'tickets.show': 404,
  'tickets.postMessage': 404,
  'tickets.facts': 404,
  'tickets.saveFacts': 404,
  'tickets.reopen': 404,
  'tickets.change': 404,
  'threads.draft': 404,
  'uploads.upload': 201,
  'uploads.show': 200,
  'moderation.reportPost': 201,
  'moderation.reportUser': 403
}

const support = { scopes: ['support'] } as const

describe('a verified address without sign-in is a guest, except for tickets and reports', () => {
  const known = everyEndpoint.filter(([, it]) => isInScope(it, support)).map(([name]) => name)
  const closed = entries.filter(([name]) => endpointNamed(name).minimumRole !== 'guest')
  const refused = closed.filter(([name]) => !known.includes(name))

  test('only these endpoints know them', () => {
    expect(known.sort()).toEqual(Object.keys(openWithCode).sort())
  })

  test.each(known)('%s', async (name) => {
    const row = rows[name]
    if (!row) throw new Error(`no row for ${name}`)
    const { call, caller } = await prepare('owner', row, await forum.category())
    const { status } = await send(forum, await forum.withCode(caller), name, call)
    expect(status).toBe(openWithCode[name])
  })

  test('all others refuse them', async () => {
    const byCode = await forum.withCode(await forum.user({ role: 'admin' }))
    const answers = refused.map(async ([name]) => {
      const named = endpointNamed(name).path.matchAll(/:(\w+)/g)
      const params = Object.fromEntries([...named].map(([, param = '']) => [param, '1']))
      return [name, (await send(forum, byCode, name, { params, body: {} })).status]
    })
    expect(await Promise.all(answers)).toEqual(refused.map(([name]) => [name, 401]))
  })
})

test('what needs a capability refuses staff without it', async () => {
  const guarded = everyEndpoint.filter(([, { capability }]) => capability)
  const staff = await forum.user({ role: 'staff' })
  for (const [name] of guarded) {
    const params = { id: '1', number: 'AAAA-AAAA-AAAA' }
    const { status, text } = await send(forum, staff, name, { params, body: {} })
    expect([name, status, text]).toEqual([name, 403, expect.stringContaining('capability_missing')])
  }
  const ofTheDesk = everyEndpoint.filter(([, { path }]) => path.startsWith('/desk/'))
  const open = ofTheDesk.filter(([, it]) => !it.capability && it.minimumRole !== 'admin')
  // Requesters choose the topic of a ticket.
  expect(open.map(([name]) => name)).toEqual(['tickets.topics'])
})

/** What the call of a row is about, if it can be hidden. */
function subjectOf(name: string, row: Row): Row['about'] {
  const { path } = endpointNamed(name)
  if (row.about) return row.about
  if (path.startsWith('/threads/:id')) return 'thread'
  return path.startsWith('/posts/:id') ? 'reply' : undefined
}

const nowhere = (call: Call): Call => ({ ...call, params: { ...call.params, id: neverGiven } })

const roles: Partial<Record<ActorName, Role>> = {
  guest: 'guest',
  pending: 'guest',
  otherVolunteer: 'volunteer',
  volunteer: 'volunteer'
}

/** The status for actors who may not see the subject. */
function refusalOf(actor: ActorName, name: string, { unseen = 404 }: Row): number {
  const role = roles[actor] ?? 'member'
  const { minimumRole: least } = endpointNamed(name)
  if (atLeast(role, least)) return unseen
  return role === 'guest' ? 401 : 403
}

const strangers: ActorName[] = ['guest', 'pending', 'member', 'otherVolunteer']
const allButStaff = actors.filter((actor) => actor !== 'staff' && actor !== 'admin')

const hidings = [
  {
    what: 'what is in a category for staff',
    subjects: ['category', 'thread', 'reply'],
    hide: closeToAllButStaff,
    from: allButStaff
  },
  {
    what: 'what is in a hidden thread',
    subjects: ['thread', 'reply'],
    hide: hideThreads,
    from: strangers
  },
  { what: 'a hidden reply', subjects: ['reply'], hide: hideReplies, from: strangers }
]

describe.each(hidings)('$what does not exist for others', ({ subjects, hide, from }) => {
  const concerned = entries.filter(([name, row]) => subjects.includes(subjectOf(name, row) ?? ''))

  test.each(concerned)('%s', async (name, row) => {
    const categoryId = await forum.category()
    const prepared = await Promise.all(from.map((actor) => prepare(actor, row, categoryId)))
    await hide(forum, categoryId)
    const answers = prepared.map(async ({ actor, caller, call }) => {
      const hidden = await send(forum, caller, name, call)
      const never = await send(forum, caller, name, (row.unknown ?? nowhere)(call))
      expect([actor, hidden.status]).toEqual([actor, refusalOf(actor, name, row)])
      expect(hidden.text).toBe(never.text)
    })
    await Promise.all(answers)
  })
})
