import { findSecretsInTurns, isSeenAs, type Finding } from '@stoa/guards'
import type { SeenTogether } from '@stoa/threads'
import { refuse } from './review.ts'

/** How much of what stands before and behind a text is read with it. */
const reach = 1_500

/**
 * The part of `ports` that reads a text once more as its readers do: rendered, and together with what stands
 * before and behind it. A secret that reaches over such an edge is refused as one of the text.
 */
export async function reviewTogether(together: SeenTogether): Promise<void> {
  const { path, text, shown } = together
  const found = await overEdges(together)
  if (shown !== undefined && !isSeenAs(text, shown))
    found.push(...(await findSecretsInTurns(shown)).map(({ kind }) => whole(kind, text)))
  refuse('secret_found', path, found)
}

const whole = (kind: Finding['kind'], { length }: string): Finding => ({
  kind,
  start: 0,
  end: length
})

async function overEdges({ text, before, behind }: SeenTogether): Promise<Finding[]> {
  const head = before ? `${before.slice(-reach)}\n` : ''
  const tail = behind ? `\n${behind.slice(0, reach)}` : ''
  if (!head && !tail) return []
  const [start, end] = [head.length, head.length + text.length]
  const found = await findSecretsInTurns(head + text + tail)
  return found
    .filter((one) => one.start < end && one.end > start && (one.start < start || one.end > end))
    .map((one) => ({
      kind: one.kind,
      start: Math.max(0, one.start - start),
      end: Math.min(text.length, one.end - start)
    }))
}
