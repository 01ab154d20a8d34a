import type { Call } from '../row.ts'
import type { World } from '../world.ts'

export const opening = {
  topic: 'deposit_withdrawal',
  subject: 'A deposit that does not arrive',
  body: 'Sent yesterday, confirmed, and still not there.'
}

/** A ticket of the owner; returns its number. */
export async function ticketOf({ owner }: World): Promise<string> {
  const { status, body, text } = await owner.post('/tickets', opening)
  if (status !== 201) throw new Error(text)
  return body.number
}

export const onTicket =
  (body?: object) =>
  async (world: World): Promise<Call> => ({ params: { number: await ticketOf(world) }, body })

export const staffOf = ({ bystander }: World) =>
  bystander({ role: 'staff', capabilities: ['desk'] })

/** A ticket that a volunteer opened for the owner. */
export async function proposed({
  forum,
  owner,
  thread,
  categoryId,
  bystander
}: World): Promise<Call> {
  const { id } = await thread()
  const volunteer = await bystander({ role: 'volunteer', moderates: [categoryId] })
  const reason = 'Needs the transaction ID.'
  await volunteer.post(`/threads/${id}/escalation`, { topic: 'other', reason })
  const { body } = await owner.get('/tickets')
  if (!body.items[0]) throw new Error(`no ticket of ${owner.username} at ${forum.now()}`)
  return { params: { number: body.items[0].number } }
}

/** For the requester, even silenced or suspended, and the desk; everybody else gets 404. */
export const concerned = (s: number) => `401 401 404 ${s} ${s} ${s} 404 404 ${s} ${s}`

/** For the requester only. */
export const requester = (s: number) => `401 401 404 ${s} ${s} ${s} 404 404 404 404`

/** For the desk only. */
export const desk = (s: number) => `401 401 403 403 403 403 403 403 ${s} ${s}`
