import { z } from 'zod'
import { reasons } from './schema.ts'

export const reason = z.enum(reasons)
export const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })
