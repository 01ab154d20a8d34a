import { m } from '@stoa/messages'
import { closeReasonWords } from './close-reasons.ts'
import { reasonWords } from './moderation-reasons.ts'
import type { Decision } from './shapes.ts'
import type { IconName } from './ui/icons.ts'

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
