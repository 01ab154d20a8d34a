type Random = () => number

/** Cuts a random phrase out of a text; undefined if the text has none. */
export type Cut = (text: string, random: Random) => string | undefined

/** Two to six characters of a Chinese run. */
export const cutHan: Cut = (text, random) => {
  const runs = text.match(/\p{Script=Han}{2,}/gu) ?? []
  const run = Array.from(runs[Math.floor(random() * runs.length)] ?? '')
  const length = Math.min(run.length, 2 + Math.floor(random() * 5))
  const at = Math.floor(random() * (run.length - length + 1))
  return run.slice(at, at + length).join('') || undefined
}

/** Two or three neighbouring words. */
export const cutWords: Cut = (text, random) => {
  const lines = text.match(/[A-Za-z]{2,}(?: [A-Za-z]{2,}){1,}/g) ?? []
  const words = (lines[Math.floor(random() * lines.length)] ?? '').split(' ')
  const length = Math.min(words.length, 2 + Math.floor(random() * 2))
  if (length < 2) return undefined
  const at = Math.floor(random() * (words.length - length + 1))
  return words.slice(at, at + length).join(' ')
}

/** A phrase and the document it is cut from, both chosen at random. */
export function choosePhrase<Document extends { text: string }>(
  documents: Document[],
  cut: Cut,
  random: Random
): { phrase: string; document: Document } {
  for (;;) {
    const document = documents[Math.floor(random() * documents.length)]
    const phrase = document && cut(document.text, random)
    if (document && phrase) return { phrase, document }
  }
}
