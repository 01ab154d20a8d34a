import type { Api } from '@stoa/api'
import { m } from '@stoa/messages'

export type CheckedMail = Awaited<ReturnType<Api['guards']['checkMail']>>

/** Why a mail is not shown to be official. */
export const mailDoubtWords: Record<string, () => string> = {
  ambiguous: m.guards_mail_ambiguous,
  sender_unclear: m.guards_mail_sender_unclear,
  not_signed_by_us: m.guards_mail_not_signed_by_us,
  partly_signed: m.guards_mail_partly_signed,
  changed: m.guards_mail_changed,
  expired: m.guards_mail_expired,
  key_not_found: m.guards_mail_key_not_found,
  key_unreachable: m.guards_mail_key_unreachable
}
