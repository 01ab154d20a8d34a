import type { Normal } from './normal.ts'
import { normal } from './normal.ts'
import { looseSkeleton } from './skeleton.ts'
import { toSimplified } from './simplified.ts'

const forms = new Map<string, string>()
const mostForms = 50_000
const isRead = /[\p{L}\p{N}]/u

/**
 * A text as it is read by somebody who looks for a word: simplified characters, lower case, look-alike
 * letters as what they look like, and nothing between the letters. `at` leads back to the text given.
 */
export function loose(given: string): Normal {
  const { text, at } = normal(given)
  const places: number[] = []
  let read = ''
  let place = 0
  for (const character of text) {
    const form = formOf(character)
    for (let unit = 0; unit < form.length; unit += 1) places.push(place)
    read += form
    place += character.length
  }
  const last = (places.at(-1) ?? -1) + 1
  return { text: read, at: (index) => at(places[index] ?? last) }
}

// Each character by itself, so that none is looked up twice.
function formOf(character: string): string {
  const known = forms.get(character)
  if (known !== undefined) return known
  const form = isRead.test(character) ? readAs(character) : ''
  if (forms.size < mostForms) forms.set(character, form)
  return form
}

const readAs = (character: string) =>
  looseSkeleton(toSimplified(character)).replace(/[^\p{L}\p{N}]/gu, '')
