import type { DeskTopic } from '@stoa/core'
import { isOpen, type Priority, type TicketState } from '../lifecycle/states.ts'

/**
 * When a rule acts: a thread may need a ticket, which it suggests; a ticket was opened, a person
 * answered it, its requester is silent, or the desk missed a deadline.
 */
export const ruleTriggers = ['thread', 'opened', 'answered', 'silent', 'overdue'] as const
export type RuleTrigger = (typeof ruleTriggers)[number]

/** What a rule does beside setting the priority. */
export type RuleActions = {
  assigneeId: number | null
  /** Assigns the agents of the topic in turn. */
  roundRobin: boolean
  topic: DeskTopic | null
  tags: string[]
  savedReplyId: number | null
  notifyLead: boolean
  close: boolean
}

export const noActions: RuleActions = {
  assigneeId: null,
  roundRobin: false,
  topic: null,
  tags: [],
  savedReplyId: null,
  notifyLead: false,
  close: false
}

/** In the order in which a rule does them. */
export const actKinds = [
  'notice',
  'reply',
  'assign',
  'round_robin',
  'priority',
  'topic',
  'tag',
  'notify_lead',
  'close'
] as const
export type ActKind = (typeof actKinds)[number]

/** Rules never act on tickets of this topic: a stolen account needs a person. */
export const excludedTopic = 'account_access'

/** Whether rules no longer act on a ticket once a rule has done this. */
export const endsAutomation = (topic: DeskTopic | null, priority: Priority | null) =>
  topic === excludedTopic || priority === 'urgent'

/** Notices to the requester before a rule closes a ticket by silence. */
const noticesBeforeClosing = 2

type Subject = {
  topic: DeskTopic
  priority: Priority
  state: TicketState
  mergedIntoId: number | null
}

/** Whether rules may act on the ticket at all. */
export const isAutomated = ({ topic, priority, state, mergedIntoId }: Subject) =>
  topic !== excludedTopic && priority !== 'urgent' && isOpen(state) && mergedIntoId === null

type Rule = { trigger: RuleTrigger; priority: Priority | null; actions: RuleActions }

export type Planned = Pick<Subject, 'topic' | 'priority'> & {
  assigneeId: number | null
  tags: readonly string[]
  firstAnsweredAt: string | null
  autoAnsweredAt: string | null
  autoClosedAt: string | null
  /** Notices since the requester's silence began. */
  notices: number
}

/**
 * Returns what a rule does with a ticket, in order. It answers and closes a ticket once, assigns only
 * what nobody has, and closes by silence only after two notices.
 */
export function planOf(rule: Rule, ticket: Planned): ActKind[] {
  const { trigger, actions } = rule
  const isBySilence = trigger === 'silent' && actions.close
  if (isBySilence && ticket.autoClosedAt !== null) return []
  if (isBySilence && ticket.notices < noticesBeforeClosing) return ['notice']
  const wanted = wantedOf(actions, rule.priority, ticket)
  return actKinds.filter((kind) => wanted[kind] && !isLeftToPeople(kind, rule, ticket))
}

/**
 * Whether only people answer or close the ticket: it becomes one that rules leave alone, or a person
 * took it up before a rule about new tickets came to act.
 */
function isLeftToPeople(kind: ActKind, rule: Rule, ticket: Planned): boolean {
  if (kind !== 'reply' && kind !== 'close') return false
  if (endsAutomation(rule.actions.topic, rule.priority)) return true
  if (rule.trigger !== 'opened') return false
  return ticket.firstAnsweredAt !== null || (kind === 'close' && ticket.assigneeId !== null)
}

function wantedOf(actions: RuleActions, priority: Rule['priority'], ticket: Planned) {
  const { assigneeId, roundRobin, topic, tags, savedReplyId, notifyLead, close } = actions
  const isFree = ticket.assigneeId === null
  return {
    notice: false,
    reply: savedReplyId !== null && ticket.autoAnsweredAt === null,
    assign: isFree && assigneeId !== null,
    round_robin: isFree && roundRobin,
    priority: priority !== null && priority !== ticket.priority,
    topic: topic !== null && topic !== ticket.topic,
    tag: tags.some((tag) => !ticket.tags.includes(tag)),
    notify_lead: notifyLead,
    close: close && ticket.autoClosedAt === null
  } satisfies Record<ActKind, boolean>
}

/** Whether a rule decides the priority with which tickets are opened, and does nothing else. */
export const onlySetsPriority = ({ trigger, actions }: Rule): boolean =>
  trigger === 'opened' && Object.values({ ...actions, tags: actions.tags[0] }).every((one) => !one)
