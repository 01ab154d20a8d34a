import type { Api } from '@stoa/api'
import { m } from '@stoa/messages'
import type { Decision, LogRow } from '#lib/shapes.ts'
import type { IconName } from '#lib/ui/icons.ts'

export type Reason = Parameters<Api['moderation']['reportPost']>[0]['reason']

/** Why something is reported or hidden, by reason. */
export const reasonWords = {
  scam: m.moderation_reason_scam,
  impersonation: m.moderation_reason_impersonation,
  leaked_secret: m.moderation_reason_leaked_secret,
  spam: m.moderation_reason_spam,
  abuse: m.moderation_reason_abuse,
  off_topic: m.moderation_reason_off_topic,
  illegal: m.moderation_reason_illegal,
  other: m.moderation_reason_other
} satisfies Record<Reason, unknown>

export const reasons = Object.keys(reasonWords) as Reason[]

/** Why a thread was closed, by reason. */
export const closeReasonWords = {
  solved: m.threads_close_reason_solved,
  duplicate: m.threads_close_reason_duplicate,
  outdated: m.threads_close_reason_outdated,
  off_topic: m.threads_close_reason_off_topic,
  heated: m.threads_close_reason_heated,
  other: m.threads_close_reason_other
}

export type CloseReason = keyof typeof closeReasonWords

const known: Record<string, [IconName, () => string]> = {
  hidden: ['hidden', m.moderation_decided_hidden],
  auto_hidden: ['flag', m.moderation_decided_auto_hidden],
  restored: ['eye', m.moderation_decided_restored],
  closed: ['lock', m.moderation_decided_closed],
  edit_refused: ['edit', m.moderation_decided_edit_refused],
  redacted: ['eyeOff', m.moderation_decided_redacted],
  warned: ['danger', m.moderation_decided_warned],
  silenced: ['mute', m.moderation_decided_silenced],
  suspended: ['lock', m.moderation_decided_suspended],
  lifted: ['check', m.moderation_decided_lifted]
}

type Kind = Pick<Decision, 'kind'>

/** What was decided, as told to the member it concerns. */
export const decisionWords = ({ kind }: Kind) => known[kind]?.[1]() ?? ''
export const decisionIcon = ({ kind }: Kind): IconName => known[kind]?.[0] ?? 'shield'

export function decisionReason({ kind, reason }: Pick<Decision, 'kind' | 'reason'>): string {
  const list: Record<string, () => string> = kind === 'closed' ? closeReasonWords : reasonWords
  return (reason && list[reason]?.()) || ''
}

/** How the log names an actor: by role. */
export const logRoleWords: Record<LogRow['actorRole'], () => string> = {
  system: m.web_log_system,
  member: m.web_log_member,
  service: m.web_role_service,
  volunteer: m.web_role_volunteer,
  staff: m.web_role_staff,
  admin: m.web_role_staff
}
