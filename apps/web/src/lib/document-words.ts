import { m, type Locale } from '@stoa/messages'
import { dayOfEffect } from './document-dates.ts'
import type { DocumentHistory } from './shapes.ts'

type Version = DocumentHistory['items'][number]

/** What a version is called. */
export const versionTitle = ({ number }: Pick<Version, 'number'>, locale: Locale) =>
  number === 0
    ? m.documents_version_first({}, { locale })
    : m.documents_version({ number }, { locale })

/** Since or from when a version is in force, or that it is not. */
export function versionState({ state, effectiveAt }: Version, locale: Locale) {
  if (state === 'withdrawn') return m.documents_state_withdrawn({}, { locale })
  if (state === 'past') return m.documents_state_past({}, { locale })
  if (effectiveAt === null) return m.documents_state_in_force_now({}, { locale })
  const date = dayOfEffect(effectiveAt, locale)
  return state === 'scheduled'
    ? m.documents_state_scheduled({ date }, { locale })
    : m.documents_state_in_force({ date }, { locale })
}

/** What a reader of a version that is not in force is told. */
export function versionNotice({ state, effectiveAt }: Version, locale: Locale) {
  if (state === 'withdrawn') return m.documents_withdrawn_notice({}, { locale })
  if (state === 'past' || effectiveAt === null) return m.documents_old_notice({}, { locale })
  return m.documents_future_notice({ date: dayOfEffect(effectiveAt, locale) }, { locale })
}
