import { m, type Locale } from '@stoa/messages'
import type { Step } from '#lib/shapes.ts'

/** A step of the ladder, to insert into a sentence. */
export function stepWords({ kind, hours }: Step, locale: Locale): string {
  if (kind === 'warning') return m.moderation_step_warning({}, { locale })
  if (kind === 'silence') return m.moderation_step_silence({ hours: hours ?? 0 }, { locale })
  if (hours === null) return m.moderation_step_suspension_endless({}, { locale })
  return m.moderation_step_suspension({ days: hours / 24 }, { locale })
}

/** Durations to choose from in hours, up to `most`; '' means no end. */
export function durations(most: number | null): string[] {
  const all = [1, 6, 12, 24, 72, 168, 720, 2160]
  if (most === null) return [...all.map(String), '']
  const offered = all.filter((hours) => hours <= most)
  return (offered.includes(most) || most === 0 ? offered : [...offered, most]).map(String)
}

/** A duration in the reader's language. */
export function durationWords(hours: string, locale: Locale): string {
  if (hours === '') return m.moderation_endless({}, { locale })
  const count = Number(hours)
  return count % 24 === 0 && count > 24
    ? m.moderation_days({ count: count / 24 }, { locale })
    : m.moderation_hours({ count }, { locale })
}
