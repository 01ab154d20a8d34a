import { z } from 'zod'
import { idShape, isTimeZone } from '@stoa/core/contract'

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'field_moderation_clock')

export const shiftInput = z.object({
  username: z.string().max(60),
  /** On which it begins; 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1, 'field_required').max(7),
  from: clockTime,
  /** Not after `from`: on the day after. */
  to: clockTime,
  timeZone: z.string().max(60).refine(isTimeZone, 'field_moderation_zone')
})
export const shiftCreated = z.object({ id: idShape })

const shift = shiftInput.extend({
  id: z.number(),
  /** They have the duty `moderation`; without it they are not woken. */
  holds: z.boolean(),
  now: z.boolean()
})
export const rota = z.object({
  items: z.array(shift),
  /** Who is woken now. */
  onDuty: z.array(z.string()),
  /** Nobody is on duty: everybody with the duty is woken. */
  everybody: z.boolean()
})

export type ShiftInput = z.output<typeof shiftInput>
export type Rota = z.infer<typeof rota>
