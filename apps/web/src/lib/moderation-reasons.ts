import type { Api } from '@stoa/api'
import { m } from '@stoa/messages'

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
