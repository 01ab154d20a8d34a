import type { Client } from '../client.ts'

/** Releases the waiting posts of a campaign with its current revision. */
export const release = async (client: Client, id: number) =>
  client.post(`/moderation/campaigns/${id}/decision`, await toRelease(client, id))

/** Request body of a release with the current revision. */
export async function toRelease(client: Client, id: number) {
  const { items } = (await client.get('/moderation/campaigns')).body
  const campaign = items.find((one: { id: number }) => one.id === id)
  return { outcome: 'release', revision: campaign?.snapshot.revision ?? 'gone' }
}
