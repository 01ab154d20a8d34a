import type { Context } from '@stoa/core'
import { each } from '@stoa/core/effects'
import { notifyOfTicket } from '@stoa/notifications'
import { indexTicket } from '@stoa/search'
import {
  agentsAmong,
  agentsConcerned,
  everyAgentFor,
  invalidateTopics,
  leadsFor,
  notifyLinked,
  peopleToWake,
  recomputeDeadlines,
  requesterOf,
  requesterOfLinked,
  requesterToNotify,
  ticketForReceivers
} from '@stoa/tickets'
import { isAutoAnswer, runRules } from '@stoa/tickets/acting-rules'
import { staffOnCall } from '@stoa/volunteers'
import { changedThread, changedTicket } from './live.ts'
import type { EventsOf, Reactions } from './reaction.ts'

type OnTicket = Exclude<EventsOf<'ticket'>, 'ticket.topics_changed'>

/** @param whom returns user ids for a ticket id */
const notify = (
  kind: Parameters<typeof notifyOfTicket>[2],
  whom: (ctx: Context, ticketId: number) => Promise<number[]>
) =>
  each<OnTicket>(async (ctx, event) =>
    notifyOfTicket(ctx, event, kind, await whom(ctx, event.payload.ticketId))
  )

const notifyDesk = notify('desk', agentsConcerned)

/** An automatic answer is none of the desk. A notice is for everybody: the ticket would be closed. */
const notifyOfAnswer = each<'ticket.answered'>(async (ctx, event) => {
  const { ticketId, messageId } = event.payload
  const kind = (await isAutoAnswer(ctx, messageId)) ? 'ticket_changed' : 'ticket'
  await notifyOfTicket(ctx, event, kind, await requesterOf(ctx, ticketId))
})

const notifyOfChange = each<'ticket.changed'>(async (ctx, event) => {
  const { ticketId, withAnswer } = event.payload
  if (withAnswer) return
  await notifyOfTicket(ctx, event, 'ticket_changed', await requesterToNotify(ctx, ticketId))
})

const index = each<OnTicket>((ctx, { payload }) => indexTicket(ctx, payload.ticketId))

// Its number opens nothing: what a ticket says is read with the token of an agent.
const webhooks = { data: ticketForReceivers }

export const tickets: Reactions<
  EventsOf<'ticket' | 'tickets' | 'escalation'> | 'service_levels.changed'
> = {
  // Rules act first, so that the agent to whom one assigns the ticket is notified, and nobody else.
  'ticket.opened': {
    effects: { rules: runRules('opened'), notify: notifyDesk, index },
    stalePages: 'none',
    webhooks
  },
  'ticket.locked_out': {
    effects: {
      notify: notify('locked_out', async (ctx, ticketId) =>
        peopleToWake(ctx, ticketId, await staffOnCall(ctx))
      )
    },
    stalePages: 'none'
  },
  'ticket.asked': {
    effects: { notify: notifyDesk, index },
    stalePages: 'none',
    live: changedTicket,
    webhooks
  },
  'ticket.answered': {
    effects: { rules: runRules('answered'), notify: notifyOfAnswer, index },
    stalePages: 'none',
    live: changedTicket,
    webhooks
  },
  'ticket.noted': { effects: { index }, stalePages: 'none' },
  'ticket.moved': { effects: { index }, stalePages: 'none', live: changedTicket, webhooks },
  'ticket.prioritised': { effects: { index }, stalePages: 'none' },
  'ticket.changed': {
    effects: { notify: notifyOfChange, index },
    stalePages: 'none',
    live: changedTicket,
    webhooks
  },
  'ticket.announced': {
    effects: { notify: notify('ticket_changed', requesterOfLinked) },
    stalePages: 'none',
    live: changedTicket
  },
  'ticket.assigned': {
    effects: {
      notify: each((ctx, event) => notifyOfTicket(ctx, event, 'desk', [event.payload.userId]))
    },
    stalePages: 'none'
  },
  'ticket.proposed': {
    effects: { notify: notify('ticket_opened', requesterOf) },
    stalePages: 'none'
  },
  'ticket.details_removed': { effects: { index }, stalePages: 'none' },
  'ticket.hold_proposed': {
    effects: { notify: notify('desk', everyAgentFor) },
    stalePages: 'none'
  },
  'ticket.flagged': {
    effects: { notify: notify('desk_flagged', leadsFor) },
    stalePages: 'none'
  },
  'ticket.unsolved': { effects: { notify: notifyDesk }, stalePages: 'none' },
  'ticket.objected': { effects: { notify: notifyDesk }, stalePages: 'none' },
  'ticket.mentioned': {
    effects: {
      notify: each(async (ctx, event) => {
        const { ticketId, userIds } = event.payload
        await notifyOfTicket(ctx, event, 'desk_mention', await agentsAmong(ctx, ticketId, userIds))
      })
    },
    stalePages: 'none'
  },
  'ticket.due_soon': {
    effects: { notify: notify('desk_due', agentsConcerned) },
    stalePages: 'none'
  },
  'ticket.overdue': {
    effects: { rules: runRules('overdue'), notify: notify('desk_overdue', everyAgentFor) },
    stalePages: 'none'
  },
  'ticket.topics_changed': { stalePages: 'all', caches: invalidateTopics },
  'tickets.linked': {
    jobs: { notify: (ctx, { payload }) => notifyLinked(ctx, payload) },
    stalePages: 'none'
  },
  'service_levels.changed': {
    jobs: { recompute: (ctx, { payload }) => recomputeDeadlines(ctx, payload) },
    stalePages: 'none'
  },
  'escalation.changed': { stalePages: 'lists', live: changedThread }
}
