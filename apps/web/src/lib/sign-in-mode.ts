import { m, type Locale } from '@stoa/messages'
import { dayOfEffect } from './document-dates.ts'

/** What a mode of sign-in does, as a sentence without a full stop. `startsAt` is '' without a date. */
export function modeSentence(mode: string, startsAt: string, locale: Locale): string {
  if (mode === 'passwords') return m.accounts_pending_sign_in_mode_passwords({}, { locale })
  if (mode === 'staff') return m.accounts_pending_sign_in_mode_staff({}, { locale })
  const date = startsAt === '' ? '' : dayOfEffect(startsAt, locale)
  return m.accounts_pending_sign_in_mode_only({ date }, { locale })
}
