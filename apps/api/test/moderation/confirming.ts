import type { Client } from '../client.ts'

/** Approves another admin's proposal. */
export const confirm = async (client: Client, id: number) =>
  client.post(`/approvals/${await approvalOf(client, id)}/approval`)

/** Refuses another admin's proposal. */
export const refuse = async (client: Client, id: number) =>
  client.post(`/approvals/${await approvalOf(client, id)}/refusal`, { reason: 'Not ours.' })

/** The id of what waits for an entry of the trust list; 0 if nothing does. */
export async function approvalOf(client: Client, id: number): Promise<number> {
  const { items } = (await client.get('/trust-list')).body
  return items.find((one: { id: number }) => one.id === id)?.waiting?.id ?? 0
}
