import { findSecretsInSlices, isSeenAs, type Finding } from '@stoa/guards'
import type { SeenTogether } from '@stoa/threads'
import { refuse } from './review.ts'

/** Characters before and behind a text that are scanned with it. */
const reach = 1_000

/**
 * Port: scans a text for secrets as readers see it, rendered and together with the text before and
 * behind it. A secret that crosses such a boundary is refused, too.
 */
export async function reviewTogether(together: SeenTogether): Promise<void> {
  const { path, text, shown } = together
  const found = await overEdges(together)
  if (shown !== undefined && !isSeenAs(text, shown))
    found.push(...(await findSecretsInSlices(shown)).map(({ kind }) => whole(kind, text)))
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
  const short = text.length <= 2 * reach
  if (short) return head || tail ? overEdge(text, 0, head, tail) : []
  const last = text.length - reach
  return [
    ...(head ? await overEdge(text.slice(0, reach), 0, head, '') : []),
    ...(tail ? await overEdge(text.slice(last), last, '', tail) : [])
  ]
}

/** Returns secrets that cross a boundary of the piece, which starts at `place` in the text. */
async function overEdge(piece: string, place: number, head: string, tail: string) {
  const [start, end] = [head.length, head.length + piece.length]
  const found = await findSecretsInSlices(head + piece + tail)
  return found
    .filter((one) => one.start < end && one.end > start && (one.start < start || one.end > end))
    .map((one) => ({
      kind: one.kind,
      start: place + Math.max(0, one.start - start),
      end: place + Math.min(piece.length, one.end - start)
    }))
}
