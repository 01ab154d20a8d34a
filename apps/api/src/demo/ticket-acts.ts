import type { Api } from '../api.ts'
import type { Act } from './acts.ts'
import { stagedThread } from './post-acts.ts'
import type { Stage } from './stage.ts'
import { milliseconds, type DemoTicket, type DemoTicketAct } from './texts.ts'

/** All acts of a ticket, in the order of its texts. */
export function ticketActs(ticket: DemoTicket, now: number): Act[] {
  const start = now - milliseconds(ticket.ago)
  // Its number is random, so later acts read it from the first one.
  const known: { number?: string } = {}
  const opening = { at: start, by: ticket.openedBy ?? ticket.by, run: open(ticket, known) }
  const followed = ticket.acts.flatMap((act) => following(act, known, start))
  return [opening, ...numbering(ticket, known, start), ...followed]
}

const recallWindow = 10_000

/** The acts of one entry. An answer of the desk is delivered when it can no longer be recalled. */
function following(act: DemoTicketAct, known: Known, start: number): Act[] {
  const { by } = act
  const at = start + milliseconds(act.after)
  const run = (api: Api) => follow(api.tickets, known.number ?? '', act)
  if (act.kind !== 'say') return [{ at, by, run }]
  const out = at + recallWindow
  return [
    { at, by, run },
    { at: out, by, run: (_api, stage) => stage.sendAnswers(out) }
  ]
}

type Known = { number?: string }

const open = (ticket: DemoTicket, known: Known) => async (api: Api, stage: Stage) => {
  const { topic } = ticket
  if ('thread' in ticket) {
    const { id } = stagedThread(stage, ticket.thread)
    await api.tickets.escalate({ id, topic, reason: ticket.body })
  } else {
    const { subject, body } = ticket
    known.number = (await api.tickets.open({ topic, subject, body })).number
  }
}

/** Lets the requester find the number of a ticket opened from a thread. */
function numbering(ticket: DemoTicket, known: Known, start: number): Act[] {
  if (!('thread' in ticket)) return []
  const find = async (api: Api, stage: Stage) => {
    const { id } = stagedThread(stage, ticket.thread)
    const [own] = (await api.tickets.list({ thread: id })).items
    known.number = own?.number
  }
  return [{ at: start + 1, by: ticket.by, run: find }]
}

type Tickets = Api['tickets']

async function follow(api: Tickets, number: string, act: DemoTicketAct): Promise<unknown> {
  switch (act.kind) {
    case 'say':
      return api.postMessage({ number, body: act.body })
    case 'note':
      return api.postMessage({ number, body: act.body, audience: 'staff' })
    case 'facts':
      return api.saveFacts({ number, facts: act.facts })
    case 'change':
      return api.change({ number, ...act.change })
    case 'resolve':
      return api.resolve({ number, summary: act.body, publishToThread: act.publish })
    case 'return':
      return api.returnToCommunity({ number, reason: act.body })
    case 'reopen':
      return api.reopen({ number, body: act.body })
    case 'decline':
      return api.decline({ number })
    case 'tie':
      return tie(api, number)
  }
}

async function tie(api: Tickets, number: string): Promise<unknown> {
  const [likeliest] = (await api.disturbances({ ticket: number })).items
  return api.change({ number, announcementId: likeliest?.id })
}
