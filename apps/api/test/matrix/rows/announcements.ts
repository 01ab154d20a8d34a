import { announce, draft, publish, words } from '../../announcements/writing.ts'
import { accounts, everybody, moderators, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

export const writer = ({ bystander }: World) =>
  bystander({ role: 'staff', capabilities: ['announcements'] })

/** A published announcement by somebody else. */
const onPublic =
  (values: object = {}, body?: object) =>
  async (world: World): Promise<Call> => ({
    params: { id: await announce(await writer(world), values) },
    body
  })

/** A draft by somebody else. */
const onDraft =
  (body?: object) =>
  async (world: World): Promise<Call> => ({
    params: { id: await draft(await writer(world)) },
    body
  })

/** An announcement that waits for a second person. */
async function onAwaiting(world: World): Promise<Call> {
  const author = await writer(world)
  const id = await draft(author, { type: 'risk' })
  await publish(author, id)
  return { params: { id } }
}

/** A correction proposed by somebody else. */
async function onProposal(world: World): Promise<Call> {
  const author = await writer(world)
  const id = await announce(author)
  const correction = { en: 'See https://partner.example/ instead.' }
  await author.post(`/announcements/${id}/withdrawal`, { correction })
  const { proposals } = (await author.get(`/announcements/${id}`)).body
  const { revision } = proposals[0].snapshot
  return { params: { id, proposalId: proposals[0].id }, body: { revision } }
}

/** A public update by somebody else. */
const onUpdate =
  (body?: object) =>
  async (world: World): Promise<Call> => {
    const author = await writer(world)
    const id = await announce(author, { type: 'maintenance' })
    const said = { phase: 'started', translations: bodies }
    const { id: updateId } = (await author.post(`/announcements/${id}/updates`, said)).body
    return { params: { id, updateId }, body }
  }

/** A thread of the owner and a public announcement. */
async function onLink(world: World): Promise<Call> {
  const { id } = await world.thread()
  const announcementId = await announce(await writer(world))
  return { params: { id, announcementId } }
}

/** A critical announcement that asks members to confirm that they have read it. */
const onAsking = onPublic({ severity: 'critical', asksAcknowledgement: true })

const input = { type: 'info', translations: words }
export const writers = (status: number) => `401 401 403 403 403 403 403 403 ${status} ${status}`
const anyModerator = '401 401 403 403 403 403 200 200 200 200'
const bodies = { en: 'It works again.' }

export const announcementsRows: Rows = {
  'announcements.list': { call: async () => ({}), answers: everybody(200) },
  'announcements.matching': {
    call: async () => ({ query: { title: 'Withdrawals of USDT' } }),
    answers: everybody(200)
  },
  'announcements.archive': { call: async () => ({}), answers: everybody(200) },
  'announcements.show': { call: onPublic(), answers: everybody(200) },
  'announcements.acknowledge': { call: onAsking, answers: accounts(204) },
  'announcements.revisions': { call: onPublic(), answers: everybody(200) },
  'announcements.signed': { call: onPublic(), answers: everybody(200) },
  'announcements.checkCopy': {
    call: async () => ({ body: { copy: '{}' } }),
    answers: everybody(200)
  },
  'announcements.work': { call: async () => ({}), answers: writers(200) },
  'announcements.source': { call: onDraft(), answers: writers(200) },
  'announcements.create': { call: async () => ({ body: input }), answers: writers(201) },
  'announcements.change': {
    call: async (world) => ({ ...(await onDraft()(world)), body: input }),
    answers: writers(200)
  },
  'announcements.discard': { call: onDraft(), answers: writers(204) },
  'announcements.publish': { call: onDraft({ revision: 1 }), answers: writers(200) },
  'announcements.publishWithoutOutside': {
    call: onDraft({ revision: 1 }),
    answers: writers(200)
  },
  'announcements.recall': { call: onAwaiting, answers: writers(204) },
  'announcements.approve': {
    call: async (world) => ({ ...(await onAwaiting(world)), body: { revision: 1 } }),
    answers: writers(200)
  },
  'announcements.stopNotifying': { call: onPublic(), answers: writers(204) },
  'announcements.addUpdate': {
    call: onPublic({ type: 'maintenance' }, { phase: 'finished', translations: bodies }),
    answers: writers(201)
  },
  'announcements.updateSource': { call: onUpdate(), answers: writers(200) },
  'announcements.rewordUpdate': {
    call: onUpdate({ translations: { en: 'It works as before.' } }),
    answers: writers(200)
  },
  'announcements.stopNotifyingUpdate': { call: onUpdate(), answers: writers(204) },
  'announcements.expire': { call: onPublic(), answers: writers(204) },
  'announcements.withdraw': { call: onPublic({}, { correction: bodies }), answers: writers(200) },
  'announcements.approveProposal': { call: onProposal, answers: writers(204) },
  'announcements.discardProposal': {
    call: async (world) => ({ ...(await onProposal(world)), body: undefined }),
    answers: writers(204)
  },
  'announcements.publishProposalWithoutOutside': { call: onProposal, answers: writers(204) },
  'announcements.link': { call: onLink, answers: moderators(204) },
  'announcements.unlink': { call: onLink, answers: moderators(204) },
  'announcements.linkSuggestions': { call: async () => ({}), answers: anyModerator }
}
