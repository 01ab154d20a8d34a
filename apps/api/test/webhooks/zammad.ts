import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll } from 'vitest'

type Article = { id: number; sender: string; internal: boolean; body: string }
type Ticket = { id: number; title: string; state: string; articles: Article[] }
type Written = { body: string; internal?: boolean; state?: string; id?: number }

/** A fake Zammad with the REST API and the trigger webhook of its documentation. */
export type Zammad = {
  origin: string
  tickets: Ticket[]
  /** Makes it answer 503. */
  isAway: boolean
  /** Writes an article as an agent. Returns the status that its webhook got. */
  write(ticket: Ticket | undefined, written: Written): Promise<number>
}

export const zammadToken = 'token-of-zammad'
export const zammadSecret = 'signs-the-webhook'

/** Starts it for a test file. @param hook the URL of its webhook */
export function startZammad(hook: string): Zammad {
  let serial = 80
  const zammad: Zammad = { origin: '', tickets: [], isAway: false, write }

  function add(ticket: Ticket, { sender = 'Agent', internal = false, body }: Partial<Article>) {
    if (!body) return undefined
    const article = { id: (serial += 1), sender, internal, body, content_type: 'text/html' }
    ticket.articles.push(article)
    return article
  }

  function answer(method: string, path: string, input: any): [number, object] {
    const id = Number(path.split('/').at(-1) || input.ticket_id)
    const ticket = zammad.tickets.find((one) => one.id === (input.ticket_id ?? id))
    if (method === 'POST' && path === '/tickets') return create(input)
    if (!ticket) return [404, { error: 'Couldn’t find Ticket' }]
    if (method === 'POST' && path === '/ticket_articles') return [201, add(ticket, input) ?? {}]
    if (input.article) add(ticket, input.article)
    ticket.state = input.state ?? ticket.state
    return [200, ticket]
  }

  function create({ title, group, customer_id: customer, article }: any): [number, object] {
    if (!title || !group || !/^guess:\S+@\S+$/.test(customer))
      return [422, { error: 'Missing required values' }]
    const ticket = { id: (serial += 1), title, state: 'new', articles: [] }
    add(ticket, article)
    zammad.tickets.push(ticket)
    return [201, ticket]
  }

  async function write(ticket: Ticket | undefined, { state = 'open', ...written }: Written) {
    if (!ticket) throw new Error('Zammad has no such ticket.')
    ticket.state = state
    const article = { ...add(ticket, written), ...(written.id && { id: written.id }) }
    const { articles, ...attributes } = ticket
    const shown = { ...attributes, article_ids: articles.map(({ id }) => id) }
    const body = JSON.stringify({ ticket: shown, article: { ...article, ticket_id: ticket.id } })
    const signature = createHmac('sha1', zammadSecret).update(body).digest('hex')
    const headers = { 'x-hub-signature': `sha1=${signature}`, 'x-zammad-trigger': 'Answers' }
    return (await fetch(hook, { method: 'POST', body, headers })).status
  }

  async function serve(request: IncomingMessage, reply: ServerResponse) {
    const body = await text(request)
    const isKnown = request.headers.authorization === `Token token=${zammadToken}`
    const path = String(request.url).replace('/api/v1', '')
    const [status, value] =
      isKnown && !zammad.isAway
        ? answer(String(request.method), path, JSON.parse(body))
        : [zammad.isAway ? 503 : 403, { error: 'Not now' }]
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }

  const server = createServer((request, reply) => void serve(request, reply))
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    zammad.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return zammad
}
