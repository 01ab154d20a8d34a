import type { z } from 'zod'
import { Problem } from '@stoa/core'
import { fieldErrors } from '@stoa/core/server'

/** Parses command line input. @throws Problem 422 `invalid_input` */
export function parsed<T extends z.ZodType>(shape: T, input: object): z.output<T> {
  const result = shape.safeParse(input)
  if (result.success) return result.data
  throw new Problem(422, 'invalid_input', {}, fieldErrors(result.error, input))
}
