import { plainLetters } from './homoglyphs.ts'
import { normal, type Normal } from './normal.ts'
import { seen } from './seen.ts'

/** A text as it was typed, and as its reader sees it where that is something else; both normal. */
export function readingsOf(given: string): Normal[] {
  const typed = plain(given)
  const shown = seen(given)
  if (!shown) return [typed]
  const read = plain(shown.text)
  if (read.text === typed.text) return [typed]
  return [typed, { text: read.text, at: (index) => shown.at(read.at(index)) }]
}

function plain(given: string): Normal {
  const { text, at } = normal(given)
  return { text: plainLetters(text), at }
}
