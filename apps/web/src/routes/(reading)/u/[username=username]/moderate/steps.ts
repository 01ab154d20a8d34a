import { m, type Locale } from '@stoa/messages'
import type { Step } from '#lib/shapes.ts'

/** A step of the ladder within a sentence. */
export function stepWords({ kind, hours }: Step, locale: Locale): string {
  if (kind === 'warning') return m.moderation_step_warning({}, { locale })
  if (kind === 'silence') return m.moderation_step_silence({ hours: hours ?? 0 }, { locale })
  if (hours === null) return m.moderation_step_suspension_endless({}, { locale })
  return m.moderation_step_suspension({ days: hours / 24 }, { locale })
}

/** Hours to choose from; '' stands for no end. Those beyond `most` are not offered. */
export function durations(most: number | null): string[] {
  const all = [1, 6, 12, 24, 72, 168, 720, 2160]
  if (most === null) return [...all.map(String), '']
  const offered = all.filter((hours) => hours <= most)
  return (offered.includes(most) || most === 0 ? offered : [...offered, most]).map(String)
}

/** A length of time that somebody chooses. */
export function durationWords(hours: string, locale: Locale): string {
  if (hours === '') return m.moderation_endless({}, { locale })
  const count = Number(hours)
  return count % 24 === 0 && count > 24
    ? m.moderation_days({ count: count / 24 }, { locale })
    : m.moderation_hours({ count }, { locale })
}
