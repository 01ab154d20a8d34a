import { isInScope } from '@stoa/core'
import { describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed, send } from './calling.ts'
import { allEntries } from './permission-table.ts'
import { prepare } from './preparing.ts'
import { everyEndpoint, rows } from './rows.ts'

const forum = startForum({ loopback: true })

test('every endpoint has a row, and every row an endpoint', () => {
  const names = everyEndpoint.map(([name]) => name)
  expect(Object.keys(rows).sort()).toEqual(names.sort())
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
  'tickets.answerSurvey': 404,
  'tickets.change': 404,
  'threads.draft': 404,
  'notifications.live': 200,
  'uploads.upload': 201,
  'uploads.show': 200,
  'uploads.showVariant': 200,
  'moderation.reportArticle': 201,
  'moderation.reportPost': 201,
  'moderation.reportUser': 403
}

const support = { scopes: ['support'] } as const

describe('a verified address without sign-in is a guest, except for tickets and reports', () => {
  const known = everyEndpoint.filter(([, it]) => isInScope(it, support)).map(([name]) => name)
  const closed = allEntries.filter(([name]) => endpointNamed(name).minimumRole !== 'guest')
  const refused = closed.filter(([name]) => !known.includes(name))

  test('only these endpoints know them', () => {
    expect(known.sort()).toEqual(Object.keys(openWithCode).sort())
  })

  test.each(known)('%s', async (name) => {
    const row = rows[name]
    if (!row) throw new Error(`no row for ${name}`)
    const { call, caller } = await prepare(forum, 'owner', row, await forum.category())
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
