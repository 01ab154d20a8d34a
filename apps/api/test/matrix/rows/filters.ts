import { filters } from '@stoa/safety/schema'
import { accounts, byModeration, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

let serial = 0

/** A filter that was tried. */
async function onFilter({ forum, bystander }: World): Promise<Call> {
  const { id: by } = await bystander({ role: 'admin' })
  const value = `word${(serial += 1)}x`
  const found = { form: 'words', value, action: 'hold', triedAt: forum.now() } as const
  const [row] = await forum.connection.db
    .insert(filters)
    .values({ ...found, addedById: by, addedAt: forum.now() })
    .returning({ id: filters.id })
  return { params: { id: row?.id ?? 0 } }
}

export const filtersRows: Rows = {
  'filters.list': { call: async () => ({}), answers: byModeration(200) },
  'filters.publicPatterns': { call: async () => ({}), answers: accounts(200) },
  'filters.add': {
    call: async () => ({
      body: { form: 'words', value: `added${(serial += 1)}x`, action: 'hold' }
    }),
    answers: byModeration(201)
  },
  'filters.try': {
    call: async (world) => ({ ...(await onFilter(world)), body: { sample: 'a text' } }),
    answers: byModeration(200)
  },
  'filters.change': {
    call: async (world) => ({ ...(await onFilter(world)), body: { enabled: true } }),
    answers: byModeration(204)
  },
  'filters.remove': { call: onFilter, answers: byModeration(204) }
}
