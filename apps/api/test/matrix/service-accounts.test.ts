import { atLeast } from '@stoa/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { serviceClient } from '../accounts/service-account-acts.ts'
import { startForum, type Client } from '../forum.ts'
import { openTicket } from '../tickets/opening.ts'
import { sendForm } from '../uploads/sending.ts'
import { endpointNamed, send } from './calling.ts'
import { prepare } from './preparing.ts'
import { everyEndpoint, rows } from './rows.ts'

const forum = startForum()
const topics = ['deposit_withdrawal', 'verification', 'api', 'other']
let bot: Client

beforeAll(async () => {
  bot = await serviceClient(forum, await forum.user({ role: 'admin' }), { topics })
})

/** Addresses of approving, appointing, private data, and of what a second person decides. */
const ofPeople =
  /\/(approval|confirmation|moderators|applications|role|roles|hold|appeals|facts|looks|export|csv)\b/
const ofPeopleToo = /^\/(admin\/people|admin\/security|me\/email|approvals\/:id|tokens|sessions)/

const isOfPeople = ({ method, path }: { method: string; path: string }) =>
  ofPeopleToo.test(path) || (ofPeople.test(path) && !readable.includes(`${method} ${path}`))

/** Lists for moderators, of what others decide. */
const readable = ['GET /moderation/appeals']

const closed = everyEndpoint.filter(([, { minimumRole }]) => minimumRole !== 'guest')
const found = new Map<string, number>()

/** The status that a service account with all scopes gets where staff would be allowed. */
async function statusOf(name: string): Promise<number> {
  const row = rows[name]
  if (!row) throw new Error(`no row ${name}`)
  const { call } = await prepare(forum, 'staff', row, await forum.category())
  return (await send(forum, bot, name, call)).status
}

describe('what a service account gets of every endpoint for members', () => {
  test.each(closed)('%s', async (name, endpoint) => {
    const status = await statusOf(name)
    found.set(name, status)
    if (isOfPeople(endpoint)) expect([403, 404]).toContain(status)
    else expect(status).toBeLessThan(500)
  })
})

/** Each new one needs a decision whether a program may do it. */
const openToService: Record<string, string> = {
  threads:
    'tagDescription describeTag ' +
    'close reopen slow unslow merge split pin unpin moveMany mergeTargets previewMerge',
  moderation:
    'queue cases resolveCase claimCase unclaimCase decideMany undoable campaigns ' +
    'decideCampaign hide restore unassign refuse posts flagged decideFlag edits ' +
    'refuseEdit record sanction previewSweep sweep authors appeals',
  volunteers: 'userNotes noteOnUser threadNotes noteOnThread',
  announcements: 'link unlink linkSuggestions',
  articles: 'create preview work linkable excerpt fromThread suggestions',
  search: 'zeroResultQueries relatedWords saveRelatedWords',
  tickets:
    'queue queueCounts disturbances place resolve returnToCommunity heartbeat leave ' +
    'changeMany replyMany agents tags views addView ' +
    'related merge link unlink savedRepliesFor savedReplies addSavedReply ' +
    'changeSavedReply removeSavedReply rules addRule changeRule removeRule tryRule ' +
    'enableRule disableRule suggestions dismissSuggestion undoDismissal absence goAway comeBack serviceLevels ' +
    'statistics satisfaction endFollowUp'
}

test('of what staff do, only this is open to it', () => {
  const isForStaff = (name: string) => atLeast(endpointNamed(name).minimumRole, 'volunteer')
  const open = [...found].flatMap(([name, status]) =>
    isForStaff(name) && status < 400 ? [name] : []
  )
  const listed = Object.entries(openToService).flatMap(([capability, names]) =>
    names.split(' ').map((name) => `${capability}.${name}`)
  )
  expect(open.sort()).toEqual(listed.sort())
})

test('files of tickets stay with people, while the words are seen', async () => {
  const member = await forum.user()
  const { body: file } = await sendForm(member, {}, 'error.log', Buffer.from('A log.'))
  const number = await openTicket(member, { topic: 'api', body: `See [it](${file.url}).` })
  expect((await bot.get(`/tickets/${number}`)).status).toBe(200)
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const read = async ({ inject }: Client) => (await inject({ method: 'GET', url: file.url })).status
  expect([await read(desk), await read(bot)]).toEqual([200, 404])
  expect((await bot.get(`/tickets/${number}/facts`)).status).toBe(403)
})
