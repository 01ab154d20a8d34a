import { z } from 'zod'

export const threadKind = z.enum(['question', 'discussion'])
export const categoryRule = z.enum(['public', 'read_only', 'approve_first', 'staff_only'])
export const threadState = z.enum(['visible', 'held', 'hidden', 'withdrawn', 'merged', 'erased'])
export const postState = z.enum(['visible', 'held', 'hidden', 'withdrawn', 'moved', 'erased'])
export const postNumber = z.coerce.number<number | string>().int().positive().max(2_147_483_647)
