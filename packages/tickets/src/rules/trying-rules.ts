import type { Context } from '@stoa/core'
import { ticketsMatching } from './priority-rules.ts'
import { findRule } from './rules.ts'
import { suggestedBy } from './suggestions.ts'

const pageSize = 20

/**
 * Counts what a rule would have matched in the last 30 days, as far as the actor may see it, and
 * lists the newest 20.
 * @throws Problem 404
 */
export async function tryRule(ctx: Context, id: number) {
  const rule = await findRule(ctx, id)
  const items = []
  let total = 0
  for await (const found of rule.kind === 'suggestion'
    ? suggestedBy(ctx, rule)
    : titled(ctx, rule)) {
    total += 1
    if (items.length < pageSize) items.push(found)
  }
  return { total, items }
}

async function* titled(...[ctx, rule]: Parameters<typeof ticketsMatching>) {
  for await (const { number, subject, language, createdAt } of ticketsMatching(ctx, rule))
    yield { title: subject ?? number, url: `/desk/${number}`, language, createdAt }
}
