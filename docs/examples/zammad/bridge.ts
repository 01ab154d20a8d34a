// Lets agents answer tickets of Stoa in Zammad. README.md describes the setup of both sides.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { isOfStoa, isOfZammad } from './signatures.ts'

const settings = process.env as Record<string, string>
const stoa = client(settings.STOA_URL, `Bearer ${settings.STOA_TOKEN}`)
const zammad = client(settings.ZAMMAD_URL, `Token token=${settings.ZAMMAD_TOKEN}`)
const { username: agent } = await stoa('GET', '/me')

// By ticket number in Stoa: the id in Zammad, and the ids of the copied messages.
type Copies = Record<string, { id: number; messages: number[] }>
const file = settings.STATE ?? 'bridge.json'
const copies: Copies = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}

function client(url: string | undefined, authorization: string) {
  const headers = { authorization, 'content-type': 'application/json' }
  return async (method: string, path: string, input?: object, key?: string): Promise<any> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      ...{ method, headers: { ...headers, ...(key && { 'idempotency-key': key }) } },
      body: input && JSON.stringify(input)
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${path}: ${answer}`, { cause: response.status })
    return answer && JSON.parse(answer)
  }
}

/** Copies all new messages to Zammad, so that repeated, late and lost events do no harm. */
async function takeEvent({ type, timestamp, data: { number, url } }: any) {
  if (!type.startsWith('ticket.')) return
  const { subject, state, messages } = await stoa('GET', `/tickets/${number}`)
  for (const message of messages) {
    const { id, html, side } = message
    if (!isForZammad(message, timestamp) || copies[number]?.messages.includes(id)) continue
    const sender = side === 'desk' ? 'System' : 'Customer'
    const body = `${html}<p><a href="${url}">${number}</a></p>`
    const article = { type: 'note', internal: false, sender, body, content_type: 'text/html' }
    await copy(number, subject ?? number, article)
    copies[number]?.messages.push(id)
    writeFileSync(file, JSON.stringify(copies))
  }
  const ends = state === 'resolved' || state === 'closed'
  if (ends && copies[number]) await update(copies[number].id, { state: 'closed' })
}

// A colleague may still recall a message that is sent later than the event.
const isForZammad = ({ audience, author, sentAt }: any, timestamp: string) =>
  audience === 'requester' && author?.username !== agent && sentAt <= timestamp

const update = (id: number, change: object) => zammad('PUT', `/tickets/${id}`, change)

async function copy(number: string, title: string, article: object) {
  if (copies[number]) return update(copies[number].id, { state: 'open', article })
  const { ZAMMAD_GROUP: group, ZAMMAD_CUSTOMER } = settings
  const ticket = { title, group, customer_id: `guess:${ZAMMAD_CUSTOMER}`, article }
  copies[number] = { id: (await zammad('POST', '/tickets', ticket)).id, messages: [] }
}

/** Copies an agent’s article to Stoa: as an answer, a note, or the resolution of a closed ticket. */
async function takeTrigger({ ticket, article }: any) {
  const number = Object.keys(copies).find((one) => copies[one]?.id === ticket.id)
  if (!number || article?.sender !== 'Agent') return
  const [body, audience] = [plain(article.body), article.internal ? 'staff' : 'requester']
  const ends = ticket.state === 'closed' && !article.internal
  const [verb, input] = ends ? ['resolution', { summary: body }] : ['messages', { body, audience }]
  await stoa('POST', `/tickets/${number}/${verb}`, input, `zammad-${article.id}`).catch((error) => {
    if (!(error.cause < 500) || error.cause === 429) throw error
    // Stoa refused it, for example because of a secret. The agent reads why in a note.
    const note = { type: 'note', internal: true, sender: 'System', body: String(error) }
    return zammad('POST', '/ticket_articles', { ticket_id: ticket.id, ...note })
  })
}

const signs: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' }
const plain = (html: string) =>
  html
    .replace(/<br[^>]*>|<\/(p|div|li)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .trim()
    .replace(/&(\w+);/g, (whole, name: string) => signs[name] ?? whole)

// One at a time, so that two events of a ticket do not copy it twice.
let last: Promise<unknown> = Promise.resolve()
createServer(async (request, reply) => {
  const [body, isStoa] = [await text(request), request.url === '/stoa']
  const isGenuine = isStoa ? isOfStoa : isOfZammad
  if (!isGenuine(request.headers, body)) return reply.writeHead(401).end()
  const take = isStoa ? takeEvent : takeTrigger
  const taken = last.then(() => take(JSON.parse(body)))
  last = taken.catch(console.error)
  // The ticket is deleted, or not of this agent: skipped. All other errors ask for a retry.
  const status = await taken.then(
    () => 204,
    ({ cause }) => (cause === 404 ? 204 : 500)
  )
  reply.writeHead(status).end()
}).listen(Number(settings.PORT ?? 8080), () => console.log('The bridge listens.'))
