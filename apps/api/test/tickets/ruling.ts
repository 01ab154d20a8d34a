import type { Client } from '../forum.ts'

/** Adds a rule that acts and switches it on; returns its id. */
export async function add(desk: Client, rule: object): Promise<number> {
  const input = { name: 'Deposits', trigger: 'opened', ...rule }
  const { status, body, text } = await desk.post('/desk/rules', input)
  if (status !== 201) throw new Error(text)
  await switchOn(desk, body.id)
  return body.id
}

export const ruleOf = async (desk: Client, id: number) =>
  (await desk.get('/desk/rules')).body.items.find((one: { id: number }) => one.id === id)

export const switchOn = async (desk: Client, id: number) => {
  const { revision } = (await ruleOf(desk, id)).snapshot
  return desk.put(`/desk/rules/${id}/activation`, { revision })
}

export const remove = (desk: Client, ...ids: number[]) =>
  Promise.all(ids.map((id) => desk.delete(`/desk/rules/${id}`)))

export const show = async (client: Client, number: string) =>
  (await client.get(`/tickets/${number}`)).body

export const replyOf = async (desk: Client, body = 'Hello {requester}, we look into {number}.') => {
  const values = { names: { en: 'Received' }, body: { en: body, 'zh-CN': '{requester}，已收到。' } }
  return (await desk.post('/desk/saved-replies', values)).body.id as number
}

export const lines = async (desk: Client, number: string) =>
  (await show(desk, number)).history
    .filter(({ rule }: { rule: string | null }) => rule !== null)
    .map(({ kind, detail }: { kind: string; detail: string }) =>
      detail ? `${kind} ${detail}` : kind
    )
