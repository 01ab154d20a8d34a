import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { reviewOfficial, reviewTexts } from '@stoa/accounts/text-review'
import {
  checkUnchanged,
  conflict,
  emit,
  invalid,
  notFound,
  transaction,
  type Context
} from '@stoa/core'
import { keyOf } from '@stoa/core/languages'
import { isUsable } from '@stoa/guards'
import { isStandardFact } from './forms.ts'
import type { customFactChange, customFactInput, CustomFactKind } from './contract.ts'
import { editedOfFact } from './topics.ts'
import { customFacts } from './schema.ts'
import { shapeOf } from '../facts/fact-shapes.ts'

type Input = z.output<typeof customFactInput>
type Change = z.output<typeof customFactChange>
type Values = Omit<Change, 'revision'>

/**
 * Adds a fact that topics can ask for. The caller is an admin.
 * @throws Problem 409 `custom_fact_taken`; 422 as `check`
 */
export async function addCustomFact(ctx: Context, input: Input): Promise<{ key: string }> {
  const { key = keyOf('fact', input.labels), kind, ...given } = input
  await ctx.ports.safety.review(ctx, { path: 'key', text: key })
  const values = await check(ctx, kind, given)
  if (isStandardFact(key)) throw conflict('custom_fact_taken')
  return transaction(ctx, async (ctx) => {
    const added = await ctx.db
      .insert(customFacts)
      .values({ key, kind, ...values, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ key: customFacts.key })
    if (added.length === 0) throw conflict('custom_fact_taken')
    await record(ctx, key, 'added')
    return { key }
  })
}

/**
 * Replaces the definition of a fact. Values that were saved before stay as they are. The caller is
 * an admin.
 * @throws Problem 404; 409 as `checkUnchanged`; 422 as `check`
 */
export async function changeCustomFact(
  ctx: Context,
  key: string,
  { revision, ...given }: Change
): Promise<void> {
  const isThis = eq(customFacts.key, key)
  const [before] = await ctx.db.select().from(customFacts).where(isThis)
  if (!before) throw notFound()
  const values = await check(ctx, before.kind, given)
  await transaction(ctx, async (ctx) => {
    const [found = before] = await ctx.db.select().from(customFacts).where(isThis).for('update')
    checkUnchanged(revision, editedOfFact(found), values)
    await ctx.db.update(customFacts).set(values).where(isThis)
    await record(ctx, key, 'changed')
  })
}

async function record(ctx: Context, fact: string, change: 'added' | 'changed') {
  const details = { setting: 'custom_fact', fact, change }
  await recordSecurityEvent(ctx, 'setting.changed', { details })
  await emit(ctx, 'ticket.topics_changed', {})
}

/**
 * Checks a definition, and leaves out what its kind has no use for.
 * @throws Problem 422 as `reviewTexts`, and for a pattern that cannot be used, fewer than two
 * choices, no network, or an example that the definition refuses
 */
async function check(ctx: Context, kind: CustomFactKind, given: Values): Promise<Values> {
  await reviewAll(ctx, kind, given)
  const values: Values = {
    ...given,
    example: kind === 'choice' ? '' : given.example,
    pattern: kind === 'pattern' ? given.pattern : '',
    choices: kind === 'choice' ? given.choices : [],
    networks: kind === 'transaction' ? given.networks : []
  }
  checkKind(kind, values)
  if (kind === 'pattern' && values.example === '') throw invalid('example', 'field_required')
  if (values.example !== '' && !shapeOf({ kind, ...values }).safeParse(values.example).success)
    throw invalid('example', 'field_tickets_example')
  return values
}

function checkKind(kind: CustomFactKind, { pattern, choices, networks }: Values) {
  if (kind === 'pattern' && !isUsable({ form: 'pattern', value: pattern }))
    throw invalid('pattern', 'field_tickets_pattern')
  const distinct = new Set(choices.map(({ value }) => value))
  if (kind === 'choice' && (distinct.size < 2 || distinct.size < choices.length))
    throw invalid('choices', 'field_tickets_choices')
  if (kind === 'transaction' && networks.length === 0)
    throw invalid('networks', 'field_tickets_networks')
}

async function reviewAll(ctx: Context, kind: CustomFactKind, given: Values) {
  const { labels, hints, example, pattern, choices } = given
  await reviewTexts(ctx, 'labels', labels)
  const hasHint = Object.keys(hints).length > 0
  await reviewTexts(ctx, 'hints', hasHint ? hints : undefined)
  await ctx.ports.safety.review(ctx, { path: 'pattern', text: pattern })
  // An example of a transaction ID looks like a wallet, and can be nothing else.
  if (kind === 'transaction') await ctx.ports.safety.review(ctx, { path: 'example', text: example })
  else await reviewOfficial(ctx, { path: 'example', text: example })
  for (const [index, { value, labels }] of choices.entries()) {
    const path = `choices.${index}`
    await reviewOfficial(ctx, { path: `${path}.value`, text: value })
    for (const [locale, text] of Object.entries(labels))
      await reviewOfficial(ctx, { path: `${path}.labels.${locale}`, text })
  }
}
