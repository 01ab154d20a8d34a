import type { Context } from '@stoa/core'
import { passagesOutside } from '@stoa/editions'
import type { DocumentTexts } from './schema.ts'
import { listed, named } from './texts.ts'

type Written = { texts: DocumentTexts; shortNoticeReason: string | null }

/**
 * Returns the passages in all languages that lead out of the organisation. It reads what readers
 * see, with the forum's name filled in.
 */
export async function outsideOf(
  ctx: Context,
  { texts, shortNoticeReason }: Written
): Promise<string[]> {
  const rendered = []
  for (const text of listed(texts)) {
    const filled = await named(ctx, text)
    rendered.push({ ...filled, ...(await ctx.ports.threads.renderBody(ctx, filled.body)) })
  }
  return passagesOutside(ctx, rendered, shortNoticeReason ? [shortNoticeReason] : [])
}
