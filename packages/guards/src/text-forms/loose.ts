import type { Normal } from './normal.ts'
import { normal } from './normal.ts'
import { looseSkeleton } from './skeleton.ts'
import { toSimplified } from './simplified.ts'

/** Normalized form by character: indexed by code, or in a map for surrogate pairs. */
const forms = new Array<string | undefined>(0x1_0000)
const rareForms = new Map<string, string>()
const maxRare = 50_000
const isRead = /[\p{L}\p{N}]/u

/**
 * Normalizes a text for word search: simplified characters, lower case, look-alikes replaced, and
 * only letters and digits. `at` maps an index back to the given text.
 */
export function loose(given: string): Normal {
  const { text, at } = normal(given)
  let read = ''
  for (let place = 0; place < text.length; place += 1) read += formAt(text, place)
  // Computed on demand, as most texts have no match.
  let places: number[] | undefined
  return {
    text: read,
    at(index) {
      places ??= placesIn(text)
      return at(places[index] ?? (places.at(-1) ?? -1) + 1)
    }
  }
}

function placesIn(text: string): number[] {
  const places: number[] = []
  for (let place = 0; place < text.length; place += 1)
    for (let unit = 0; unit < formAt(text, place).length; unit += 1) places.push(place)
  return places
}

// Per character, so that lookups are cached; a surrogate pair is read at its first unit.
function formAt(text: string, place: number): string {
  const code = text.charCodeAt(place)
  if (code < 0xd800 || code > 0xdfff) return (forms[code] ??= readAs(text.charAt(place)))
  return code < 0xdc00 ? rareForm(String.fromCodePoint(text.codePointAt(place) ?? 0)) : ''
}

function rareForm(character: string): string {
  const form = rareForms.get(character) ?? readAs(character)
  if (rareForms.size < maxRare) rareForms.set(character, form)
  return form
}

const readAs = (character: string) =>
  isRead.test(character)
    ? looseSkeleton(toSimplified(character)).replace(/[^\p{L}\p{N}]/gu, '')
    : ''
