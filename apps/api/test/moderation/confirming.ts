import type { Client } from '../client.ts'

/** Confirms what another admin wants on or off the list, as it reads now. */
export const confirm = async (client: Client, id: number) =>
  client.post(`/trust-list/${id}/confirmation`, await revisionOfEntry(client, id))

/** What was read of it, for a body. */
export async function revisionOfEntry(client: Client, id: number): Promise<{ revision: string }> {
  const { items } = (await client.get('/trust-list')).body
  const entry = items.find((one: { id: number }) => one.id === id)
  return { revision: entry?.snapshot?.revision ?? 'nothing-pending' }
}
