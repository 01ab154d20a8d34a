import { m, type Locale } from '@stoa/messages'
import { dayOfEffect } from '#lib/format.ts'
import type { DocumentHistory, FixedPeriod, RemovalCounts, RetentionPeriod } from '#lib/shapes.ts'

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

type Key = RetentionPeriod['period']
type Unit = RetentionPeriod['unit']
type Words = Record<string, (given: { count: number }, options: { locale: Locale }) => string>

/** What a period keeps. */
export const retentionPeriodNames: Record<Key, () => string> = {
  ticket_details: m.retention_period_ticket_details,
  identity_documents: m.retention_period_identity_documents,
  addresses: m.retention_period_addresses,
  drafts: m.retention_period_drafts,
  refused_uploads: m.retention_period_refused_uploads,
  security_log: m.retention_period_security_log
}

/** When data of a period is deleted, as a sentence. `length` is in words. */
export const retentionPeriodSentences: Record<Key, (given: { length: string }) => string> = {
  ticket_details: m.retention_from_ticket_details,
  identity_documents: m.retention_from_identity_documents,
  addresses: m.retention_from_addresses,
  drafts: m.retention_from_drafts,
  refused_uploads: m.retention_from_refused_uploads,
  security_log: m.retention_from_security_log
}

type Fixed = { name: () => string; sentence: (given: { length: string }) => string }

/** What a period that no admin chooses keeps, and when its data is deleted. */
export const fixedPeriodWords: Record<FixedPeriod['period'], Fixed> = {
  closed_accounts: { name: m.retention_fixed_closed, sentence: m.retention_from_closed },
  unconfirmed_accounts: {
    name: m.retention_fixed_unconfirmed,
    sentence: m.retention_from_unconfirmed
  },
  known_networks: { name: m.retention_fixed_places, sentence: m.retention_from_places },
  invitation_addresses: {
    name: m.retention_fixed_invitations,
    sentence: m.retention_from_invitations
  },
  zero_result_queries: { name: m.retention_fixed_searches, sentence: m.retention_from_searches },
  daily_visitors: { name: m.retention_fixed_visits, sentence: m.retention_from_visits },
  article_feedback: { name: m.retention_fixed_feedback, sentence: m.retention_from_feedback }
}

const lengths = { days: m.retention_length_days, hours: m.retention_length_hours }

/** A length such as `180 days`. */
export const lengthWords = (unit: Unit, count: number, locale: Locale): string =>
  lengths[unit]({ count }, { locale })

/** Name and new length of a period in a pending change, whose `power` and `subject` they are. */
export const retentionWords = (power: string, subject: string, locale: Locale) => ({
  period: retentionPeriodNames[power as Key](),
  length: lengthWords(power === 'refused_uploads' ? 'hours' : 'days', Number(subject), locale)
})

const kinds: Words = {
  facts: m.retention_kind_facts,
  files: m.retention_kind_files,
  session_addresses: m.retention_kind_session_addresses,
  log_addresses: m.retention_kind_log_addresses,
  drafts: m.retention_kind_drafts,
  uploads: m.retention_kind_uploads,
  security_events: m.retention_kind_security_events
}

/** A list such as `4 details, 1 file`; empty if all numbers are 0. */
export function countWords(counts: RemovalCounts['counts'], locale: Locale): string {
  const words = counts
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => kinds[kind]?.({ count }, { locale }) ?? '')
  return new Intl.ListFormat(locale, { type: 'unit' }).format(words)
}
