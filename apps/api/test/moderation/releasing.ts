import type { Client } from '../client.ts'

/** Lets out what waits of a wave as it reads now. */
export const release = async (client: Client, id: number) =>
  client.post(`/moderation/waves/${id}/decision`, await toRelease(client, id))

/** A release of the wave as it reads now. */
export async function toRelease(client: Client, id: number) {
  const { items } = (await client.get('/moderation/waves')).body
  const campaign = items.find((one: { id: number }) => one.id === id)
  return { outcome: 'release', revision: campaign?.snapshot.revision ?? 'gone' }
}
