import { plainLetters } from './homoglyphs.ts'
import { normal, type Normal } from './normal.ts'
import { seen } from './seen.ts'

let last: { given: string; found: Normal[] } | undefined

/** The text as typed and, if it differs, as rendered; both normalized. */
export function readingsOf(given: string): Normal[] {
  // Cached for the last text, as it is searched for secrets and then for personal data.
  if (last?.given !== given) last = { given, found: read(given) }
  return last.found
}

function read(given: string): Normal[] {
  const typed = plain(given)
  const shown = seen(given)
  if (!shown) return [typed]
  const start = Math.max(0, shown.first - reach)
  const read = plain(shown.text.slice(start, shown.last + reach))
  if (read.text === typed.text) return [typed]
  return [typed, { text: read.text, at: (index) => shown.at(start + read.at(index)) }]
}

/** Text this far from all markup is the same in both. */
const reach = 600

function plain(given: string): Normal {
  const { text, at } = normal(given)
  return { text: plainLetters(text), at }
}
