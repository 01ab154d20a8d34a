import { z } from 'zod'
import { checked, markdownFiles, readParts } from './files.ts'
import { duration } from './duration.ts'
import { act } from './threads.ts'

const facts = z.partialRecord(
  z.enum([
    ...(['happened_at', 'transaction_id', 'order_id', 'account_id', 'network'] as const),
    ...(['address', 'amount', 'endpoint', 'device', 'steps'] as const)
  ]),
  z.string()
)

const change = z.strictObject({
  state: z.enum(['open', 'waiting_on_requester', 'waiting_on_third_party', 'closed']).optional(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  assignee: z.string().optional()
})

const kind = <K extends string>(kind: K) => act.extend({ kind: z.literal(kind) })
const written = { body: z.string() }

/** `after` counts from the opening of the ticket. */
const ticketAct = z.discriminatedUnion('kind', [
  kind('say').extend(written),
  kind('note').extend(written),
  kind('return').extend(written),
  kind('reopen').extend(written),
  kind('resolve').extend({ ...written, publish: z.string().optional() }),
  kind('facts').extend({ facts }),
  kind('change').extend({ change }),
  kind('decline'),
  /** Links the ticket to the incident or maintenance that is offered first. */
  kind('tie')
])

const opening = z.strictObject({
  by: z.string(),
  /** A moderator, if the requester did not open it. */
  openedBy: z.string().optional(),
  topic: z.string(),
  ago: duration,
  body: z.string()
})

/** Opened from a thread by its key, or with its own subject. */
const ticket = z.union([
  opening.extend({ thread: z.string() }),
  opening.extend({ subject: z.string() })
])

export type DemoTicketAct = z.infer<typeof ticketAct>
export type DemoTicket = z.infer<typeof ticket> & { acts: DemoTicketAct[] }

export const demoTickets: DemoTicket[] = markdownFiles('tickets').map((file) => {
  const [first, ...others] = readParts(file)
  if (!first) throw new Error(`demo/${file} is empty`)
  return { ...checked(ticket, first), acts: others.map((part) => checked(ticketAct, part)) }
})
