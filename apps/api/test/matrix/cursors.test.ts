import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { allowedActor } from './allowed.ts'
import { send } from './calling.ts'
import { fieldsOf } from './fields.ts'
import { everyEndpoint, rows } from './rows.ts'
import { createWorld } from './world.ts'

const forum = startForum({ loopback: true })
const lists = everyEndpoint
  .map(([name]) => name)
  .filter((name) => fieldsOf(name).some(({ field }) => field === 'cursor'))

// A client that sends the `null` of the last page as an empty string must not start over for ever.
test.each(lists)(
  'an empty cursor is refused by %s as any other that it did not issue',
  async (name) => {
    const row = rows[name]
    if (!row) throw new Error(`no row for ${name}`)
    const world = await createWorld(forum, allowedActor(name), await forum.category())
    const call = await row.call(world)
    const answer = await send(forum, world.caller, name, {
      ...call,
      query: { ...call.query, cursor: '' }
    })
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.text).errors).toEqual([
      { path: 'cursor', message: expect.stringMatching(/\w/) }
    ])
  }
)
