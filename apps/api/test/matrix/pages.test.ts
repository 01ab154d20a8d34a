import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed } from './calling.ts'
import { expectNoForeignAddress } from './foreign-addresses.ts'
import { everyPageRow, frame, pages } from './pages.ts'
import { everyPage, formActions } from './page-routes.ts'
import { calledDuring } from './watching.ts'
import { createWorld, sharedCategory } from './world.ts'

const forum = startForum({ web: true, loopback: true })

test('every page route has a row, and every row a page', () => {
  expect(Object.keys(pages).sort()).toEqual(everyPage)
})

test('form actions are found', async () => {
  const actions = Object.fromEntries(await formActions())
  expect(actions['/sign-in']).toContain('signIn')
})

test.each(everyPageRow)(
  '%s opens without comments and calls its endpoints only',
  async (_route, row) => {
    const world = await createWorld(forum, row.reader, await sharedCategory(forum))
    const url = await row.path(world)
    const called = await calledDuring(async () => {
      const { status, text } = await world.caller.inject({ method: 'GET', url })
      expect(status).toBe(row.status ?? 200)
      expect(text).not.toMatch(/<!(?!doctype html>)/i)
      await expectNoForeignAddress(forum, text, world.caller)
    })
    const expected = [...frame, ...row.calls].sort()
    expect(called.filter((name) => !expected.includes(name))).toEqual([])
    expect(row.calls.filter((name) => !called.includes(name))).toEqual([])
  }
)

const membersOnly = everyPageRow.filter(([, { reader }]) => reader !== 'guest')

test.each(membersOnly)(
  '%s sends guests to sign in and reads only what is public',
  async (_route, row) => {
    const world = await createWorld(forum, 'guest', await sharedCategory(forum))
    const url = await row.path(world)
    const called = await calledDuring(async () => {
      const { status, headers } = await world.caller.inject({ method: 'GET', url })
      expect([status, headers.location]).toEqual([303, `/sign-in?next=${encodeURIComponent(url)}`])
    })
    const closed = called.filter((name) => endpointNamed(name).minimumRole !== 'guest')
    expect(closed).toEqual([])
  }
)
