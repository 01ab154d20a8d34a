import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed, send } from './calling.ts'
import { patchRows, worldOf, type PatchRow } from './patch-rows.ts'
import { everyEndpoint, rows } from './rows.ts'

const forum = startForum()

const patches = everyEndpoint.filter(([, { method }]) => method === 'PATCH').map(([name]) => name)

test('every PATCH endpoint has a row', () => {
  expect(Object.keys(patchRows).sort()).toEqual(patches.sort())
})

/** Makes the subject of a row. `tryField` sets all fields, and then one alone. */
async function subjectOf(name: string, row: PatchRow) {
  const world = await worldOf(forum, row)
  const call = await rows[name]!.call(world)
  const [from, to] = await row.values(world, call)
  const needed = Object.fromEntries((row.needed ?? []).map((one) => [one, from[one]]))
  const patch = async (body: object) => {
    const { status, text } = await send(forum, world.caller, name, { ...call, body })
    expect(status, text).toBeLessThan(300)
    return row.read(world, call)
  }
  const tryField = async (field: string) => ({
    before: await patch(from),
    now: await patch({ ...needed, [field]: to[field] })
  })
  return { fields: Object.keys(from), tryField }
}

test.each(patches)('what is absent stays: %s', async (name) => {
  const row = patchRows[name]!
  const { fields, tryField } = await subjectOf(name, row)
  const { shape } = endpointNamed(name).body as unknown as { shape: object }
  for (const field of Object.keys(shape).filter((one) => one !== 'revision')) {
    const { before, now } = await tryField(field)
    const independent = fields.filter((one) => !row.follows?.[field]?.includes(one))
    for (const other of independent.filter((one) => one !== field && one in before))
      expect(now[other], `${field} alone changes ${other}`).toEqual(before[other])
  }
})
