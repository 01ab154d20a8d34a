import { instantOf } from './local-time.ts'

const written =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?(?:\[([\w/+-]{1,64})\])?$/i

/**
 * The minute, in UTC, that a text means: `2026-11-28T21:30+08:00`, or a local time with its zone as
 * `2026-11-28T21:30[Asia/Shanghai]`. Undefined for what is no time, for one without a zone, and for
 * one outside this century.
 */
export function minuteOf(text: string): string | undefined {
  const [, day, time, offset, named] = written.exec(text) ?? []
  const zone = offset?.toUpperCase() === 'Z' ? 'UTC' : (offset ?? named)
  if (!day || !zone) return undefined
  try {
    const instant = instantOf(`${day}T${time}`, zone)
    return instant.startsWith('20') ? `${instant.slice(0, 16)}Z` : undefined
  } catch {
    // Such as the 30th of February, or a zone that there is not.
    return undefined
  }
}
