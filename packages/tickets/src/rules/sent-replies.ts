import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { savedReplies } from '../schema.ts'
import { deskRules } from './schema.ts'

/**
 * Disables the rules that send a saved reply, in the transaction that changes or deletes it: a rule
 * sends only what was read when it was enabled.
 */
export async function disableRulesSending(
  { db, now, actor }: Context,
  savedReplyId: number
): Promise<void> {
  const sends = sql`${deskRules.actions} ->> 'savedReplyId' = ${String(savedReplyId)}`
  await db
    .update(deskRules)
    .set({ enabledAt: null, changedById: actor.id, changedAt: now })
    .where(and(isNotNull(deskRules.enabledAt), sends))
}

/** Returns the texts of saved replies by id, for the snapshots of the rules that send them. */
export async function sentReplies({ db }: Context, ids: readonly number[]) {
  const texts = new Map<number, string>()
  if (ids.length === 0) return texts
  const { id, body } = savedReplies
  const rows = await db
    .select({ id, body })
    .from(savedReplies)
    .where(inArray(id, [...ids]))
  for (const row of rows) texts.set(row.id, inEachLanguage(row.body))
  return texts
}

const inEachLanguage = (body: TextByLocale) =>
  Object.entries(body)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([locale, text]) => `${locale}: ${text}`)
    .join('\n\n')
