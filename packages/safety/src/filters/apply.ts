import { atLeast, type Context } from '@stoa/core'
import { filtered, type FilterAction } from './find.ts'

const mask = '＊＊＊'

/** Filters do not apply to staff. */
const isBound = ({ actor }: Context) => !atLeast(actor.role, 'staff')

/** Port: replaces masked words by ＊＊＊. */
export async function masked(ctx: Context, text: string): Promise<string> {
  if (!isBound(ctx)) return text
  const found = await passages(ctx, text, 'mask')
  return found.toReversed().reduce((rest, { start, end }) => {
    return rest.slice(0, start) + mask + rest.slice(end)
  }, text)
}

/** True if the text contains a word of a filter `hold`. */
export const isHeldByFilter = async (ctx: Context, text: string): Promise<boolean> =>
  isBound(ctx) && (await passages(ctx, text, 'hold')).length > 0

/** Returns the passages that match a filter `refuse`. */
export const refusedPassages = async (ctx: Context, text: string) =>
  isBound(ctx) ? passages(ctx, text, 'refuse') : []

/** Returns the passages in order, overlapping ones merged. */
export async function passages(ctx: Context, text: string, action: FilterAction) {
  const found = await filtered(ctx, text, action)
  const apart: { start: number; end: number }[] = []
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1)
    if (!last || start >= last.end) apart.push({ start, end })
    else last.end = Math.max(last.end, end)
  }
  return apart
}
