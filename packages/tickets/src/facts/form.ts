import type { Context } from '@stoa/core'
import type { Ticket } from '../finding.ts'
import { isStandardFact, standardFactKeys, type FactKey, type Form } from '../topics/forms.ts'
import { knownTopic } from '../topics/topics.ts'

/** Facts of the topic's form, followed by facts saved under another topic or an earlier form. */
export async function formOf(
  ctx: Context,
  { topic }: Pick<Ticket, 'topic'>,
  known: ReadonlyMap<FactKey, string>
): Promise<Form> {
  const { form } = await knownTopic(ctx, topic)
  const isBeyond = (key: FactKey) => known.has(key) && !form.some((asked) => asked.key === key)
  const customs = [...known.keys()].filter((key) => !isStandardFact(key)).toSorted()
  const beyond = [...standardFactKeys, ...customs].filter(isBeyond)
  return [...form, ...beyond.map((key) => ({ key, required: false }))]
}
