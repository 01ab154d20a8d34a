import { Problem, type Context } from '@stoa/core'
import { keepFacts, openFacts } from './facts.ts'
import { findOwn } from '../finding.ts'
import { factKeys, type FactKey } from '../topics/forms.ts'

const keyOfMessage = /^ticket:(?<number>.+)$/

/**
 * Keeps the facts that stand in the form of a message of their ticket, each by itself: one that is refused
 * keeps out no other. Does nothing for other forms.
 * @param form its fields: `draft` is the key of the message's draft
 * @throws Problem of the first fact that is refused; 404
 */
export async function keepTypedFacts(ctx: Context, form: Record<string, string>): Promise<void> {
  const number = keyOfMessage.exec(form['draft'] ?? '')?.groups?.['number']
  if (!number || form['withFacts'] === undefined) return
  const refusals: Problem[] = []
  for (const [key, text] of await changedFacts(ctx, number, form))
    await keepFacts(ctx, number, { [key]: text }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      refusals.push(error)
    })
  if (refusals[0]) throw refusals[0]
}

/**
 * To keep what is so already, empty fields above all, would say that they take part in the ticket. Only
 * what the page showed, `hadFacts`, is taken back by an empty field: the rest may be given elsewhere.
 */
async function changedFacts(ctx: Context, number: string, form: Record<string, string>) {
  const known = await openFacts(ctx, (await findOwn(ctx, number)).id)
  const had = form['hadFacts']?.split(' ') ?? []
  return factKeys.flatMap((key): [FactKey, string][] => {
    const text = form[key]?.replaceAll('\r\n', '\n')
    if (text === undefined || text === (known.get(key) ?? '')) return []
    return text !== '' || had.includes(key) ? [[key, text]] : []
  })
}
