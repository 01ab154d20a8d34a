import { eq } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewTexts } from '@stoa/accounts/text-review'
import { emit, transaction, type Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { findTag } from './finding.ts'
import { tagDescriptions } from './schema.ts'

/** Returns the description of a tag in every language. The caller is staff. @throws Problem 404 */
export const readDescription = async (ctx: Context, tag: string) => ({
  description: (await findTag(ctx, tag)).description
})

/**
 * Describes a tag, or removes its description. The caller is staff, who see every thread: what they
 * write here is read by all who see one with the tag.
 * @throws Problem 404 for a tag that no public thread has; 422 as `reviewTexts`
 */
export async function describeTag(
  ctx: Context,
  tag: string,
  description: TextByLocale | null
): Promise<void> {
  await findTag(ctx, tag)
  await reviewTexts(ctx, 'description', description ?? undefined)
  await transaction(ctx, async (inside) => {
    await store(inside, tag, description)
    const fields = Object.keys(description ?? {})
    await recordSecurityEvent(inside, 'tag.described', { details: { tag, fields } })
    await emit(inside, 'tag.described', {})
  })
}

async function store({ db, now }: Context, tag: string, description: TextByLocale | null) {
  const isIt = eq(tagDescriptions.tag, tag)
  if (!description) return void (await db.delete(tagDescriptions).where(isIt))
  const values = { description, updatedAt: now }
  await db
    .insert(tagDescriptions)
    .values({ tag, ...values })
    .onConflictDoUpdate({ target: tagDescriptions.tag, set: values })
}
