import { z } from 'zod'
import { idShape, isTimeZone } from '@stoa/core/contract'

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'field_moderation_clock')

export const shiftInput = z.object({
  username: z.string().max(60),
  /** Days on which the shift starts; 1 is Monday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  from: clockTime,
  /** Ends on the next day if it is not after `from`. */
  to: clockTime,
  timeZone: z.string().max(60).refine(isTimeZone, 'field_moderation_zone')
})
export const shiftCreated = z.object({ id: idShape })

const shift = shiftInput.extend({
  id: z.int(),
  /** Has the capability `moderation`; staff without it are not notified. */
  holds: z.boolean(),
  now: z.boolean()
})
export const rota = z.object({
  items: z.array(shift),
  /** Usernames that are notified now. */
  onDuty: z.array(z.string()),
  /** Nobody is on duty: everybody with the capability is notified. */
  everybody: z.boolean()
})

export type ShiftInput = z.output<typeof shiftInput>
export type Rota = z.infer<typeof rota>
