import type { Me } from '#lib/shapes.ts'

/** Kinds of notifications as people look for them; duties are for those who have them. */
export const groups = {
  mine: [
    ...['answer', 'mention', 'accepted', 'ticket', 'ticket_changed', 'ticket_opened'],
    ...['moderation', 'report_outcome', 'thread_hidden', 'application_answer'],
    'article_source'
  ],
  followed: ['reply', 'new_thread'],
  news: ['announcement', 'announcement_update', 'announcement_withdrawn', 'incident_resolved'],
  duties: [
    ...['desk', 'desk_due', 'desk_overdue', 'desk_mention', 'desk_flagged'],
    ...['announcement_reminder', 'overruled', 'alert'],
    ...[
      'announcement_approval',
      'article_approval',
      'proposal',
      'urgent_case',
      'application',
      'trust_proposal',
      'retention_proposal'
    ]
  ]
} as const

export type Group = keyof typeof groups

const forStaff = [
  ...['alert', 'proposal', 'announcement_reminder', 'announcement_approval', 'article_approval']
]
const forAdmins = ['application', 'trust_proposal', 'retention_proposal']

/** Whether somebody gets notifications of a kind and decides how often they are mailed. */
export function isOffered(kind: string, { role }: Pick<Me, 'role'>): boolean {
  if (kind === 'urgent_case') return role === 'volunteer'
  if (kind === 'overruled') return role !== 'member'
  if (forAdmins.includes(kind)) return role === 'admin'
  if (!forStaff.includes(kind) && !kind.startsWith('desk')) return true
  return role === 'staff' || role === 'admin'
}

/** Choices for all kinds at once; `usual` is what holds for those who chose nothing. */
export const presets = ['usual', 'everything', 'weekly', 'necessary'] as const

export type Preset = (typeof presets)[number]

type Mail = 'at_once' | 'daily' | 'weekly' | 'never' | 'nowhere'
type Kind = { kind: string; usual: Mail }

/** How often a preset mails a kind. Duties, tickets and decisions stay as they usually are. */
export function mailOf(preset: Preset, { kind, usual }: Kind): Mail {
  const isFree = [...groups.followed, ...groups.news, 'answer', 'mention', 'accepted'].includes(
    kind
  )
  if (preset === 'usual' || !isFree) return usual
  return { everything: 'at_once', weekly: 'weekly', necessary: 'never' }[preset] as Mail
}
