import { z } from 'zod'

const form = /^(?=.)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/

/** Days, hours and minutes, largest first: `412d7h`, `3h20m`, `45m`. */
export const duration = z.string().regex(form, 'is no duration such as 3d4h20m')

/** A duration before the seed, or after it with a minus. */
export const beforeOrAfter = z
  .string()
  .refine((text) => form.test(text.replace(/^-/, '')), 'is no duration such as 3d4h or -3d4h')

export type Duration = z.infer<typeof duration>

/** Milliseconds of a duration such as `3d4h`. Throws on anything else. */
export function milliseconds(text: Duration): number {
  const parts = form.exec(text)
  if (!parts) throw new Error(`Not a duration: ${text}`)
  const [days = 0, hours = 0, minutes = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60_000
}
