import type { Client } from '../client.ts'

/** Confirms another admin's proposal with its current revision. */
export const confirm = async (client: Client, id: number) =>
  client.post(`/trust-list/${id}/confirmation`, await revisionOfEntry(client, id))

/** The current revision of an entry, for a request body. */
export async function revisionOfEntry(client: Client, id: number): Promise<{ revision: string }> {
  const { items } = (await client.get('/trust-list')).body
  const entry = items.find((one: { id: number }) => one.id === id)
  return { revision: entry?.snapshot?.revision ?? 'nothing-pending' }
}
