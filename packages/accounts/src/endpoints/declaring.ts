import { z } from 'zod'
import type { Limit } from '@stoa/core/limits'

/** Limits requests per IP address within some minutes. */
export const fromAddress = (count: number, minutes: number): Limit => ({
  per: 'address',
  count,
  seconds: minutes * 60
})

/** The shape of a complete list without pages. */
export const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
