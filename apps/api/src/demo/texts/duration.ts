import type { Duration } from './types.ts'

const form = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/

/** Milliseconds of a duration such as `3d4h`. Throws on anything else. */
export function milliseconds(duration: Duration): number {
  const parts = duration === '' ? null : form.exec(duration)
  if (!parts) throw new Error(`Not a duration: ${duration}`)
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60_000
}
