import { Problem, type Context } from '@stoa/core'
import { keepFacts } from './facts.ts'
import { factKeys } from '../topics/forms.ts'

const keyOfMessage = /^ticket:(?<number>.+)$/

/**
 * Keeps the facts that stand in the form of a message of their ticket, each by itself: one that is refused
 * keeps out no other. Does nothing for other forms.
 * @param form its fields: `draft` is the key of the message's draft
 * @throws Problem of the first fact that is refused
 */
export async function keepTypedFacts(ctx: Context, form: Record<string, string>): Promise<void> {
  const number = keyOfMessage.exec(form['draft'] ?? '')?.groups?.['number']
  if (!number || form['withFacts'] === undefined) return
  const refusals: Problem[] = []
  for (const key of factKeys) {
    const text = form[key]?.replaceAll('\r\n', '\n')
    if (text === undefined) continue
    await keepFacts(ctx, number, { [key]: text }).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      refusals.push(error)
    })
  }
  if (refusals[0]) throw refusals[0]
}
