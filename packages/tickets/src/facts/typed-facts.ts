import { Problem, type Context, type FieldError } from '@stoa/core'
import { replaced } from '@stoa/guards'
import { saveFacts, openFacts } from './facts.ts'
import { sealRefused, type RefusedFacts } from './refused-facts.ts'
import { findOwn } from '../finding.ts'
import { factKeys, type FactKey } from '../topics/forms.ts'

const keyOfMessage = /^ticket:(?<number>.+)$/

type Form = Record<string, string>

/** `typed`: what was refused, sealed; `problem`: why something else was not kept as it was typed. */
export type TypedFacts = { typed?: string | undefined; problem?: Problem | undefined }

/**
 * Keeps the facts that stand in the form of a message of their ticket, each by itself: one that is refused
 * keeps out no other, and is kept without what must stay secret. Does nothing for other forms.
 * @param form its fields: `draft` is the key of the message's draft
 * @throws Problem 404
 */
export async function saveTypedFacts(ctx: Context, form: Form): Promise<TypedFacts> {
  const number = keyOfMessage.exec(form['draft'] ?? '')?.groups?.['number']
  if (!number || form['withFacts'] === undefined) return {}
  const { id } = await findOwn(ctx, number)
  const refused: RefusedFacts = {}
  const problems: Problem[] = []
  for (const [key, text] of await changedFacts(ctx, id, form)) {
    const error = await saveOrClean(ctx, number, [key, text])
    if (error && error.code !== 'secret_found') refused[key] = text
    // What is no such fact is said beside its field.
    if (error && error.code !== 'invalid_input') problems.push(error)
  }
  return { typed: sealRefused(ctx, id, refused), problem: problems[0] }
}

/** @returns why it was not kept as it was typed */
async function saveOrClean(ctx: Context, number: string, [key, text]: [FactKey, string]) {
  const error = await refusalOf(() => saveFacts(ctx, number, { [key]: text }))
  if (error?.code === 'secret_found')
    await saveFacts(ctx, number, { [key]: replaced(text, error.errors.map(rangeOf)) })
  return error
}

async function refusalOf(run: () => Promise<void>): Promise<Problem | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const rangeOf = ({ params }: FieldError) => ({
  start: Number(params?.['start']),
  end: Number(params?.['end'])
})

/**
 * To keep what is so already, empty fields above all, would say that they take part in the ticket. Only
 * what the page showed, `hadFacts`, is taken back by an empty field: the rest may be given elsewhere.
 */
async function changedFacts(ctx: Context, ticketId: number, form: Form) {
  const known = await openFacts(ctx, ticketId)
  const had = form['hadFacts']?.split(' ') ?? []
  return factKeys.flatMap((key): [FactKey, string][] => {
    const text = form[key]?.replaceAll('\r\n', '\n')
    if (text === undefined || text === (known.get(key) ?? '')) return []
    return text !== '' || had.includes(key) ? [[key, text]] : []
  })
}
