/** A word of a text. `far` if a phrase cannot run from the word before it to this one. */
export type Word = { text: string; far: boolean }

// Symbols, no-break spaces and emoji join what they stand between; a few symbols do not.
const between = /(?:[^\S\u00a0]|\p{P}|[+`×￥～])+/u
const farther = /[!;?。、；？！…～￥§]|\. /
const twoOfHan = /\p{Script=Han}{2}/u

/**
 * The words of a text as the server cuts it.
 * @throws Error for a run of Han, which the server cuts by a dictionary that is not imitated here:
 * the forum sends its characters one by one
 */
export function wordsOf(given: string): Word[] {
  const plain = given.replace(/[\p{L}\p{N}]/gu, (letter) => letter.normalize('NFKD'))
  const text = plain.replace(/\p{M}/gu, '').toLowerCase()
  if (twoOfHan.test(text)) throw new Error(`A run of Han was sent uncut: ${given}`)
  const words: Word[] = []
  let far = false
  for (const [, gap = '', word = ''] of text.matchAll(pieces)) {
    far ||= farther.test(gap)
    if (word === '') continue
    words.push({ text: word, far })
    far = false
  }
  return words
}

const pieces = new RegExp(`(${between.source})|((?:(?!${between.source}).)+)`, 'gsu')

/** How many mistakes a searched word may have. */
function tolerance(word: string): number {
  const { length } = Array.from(word)
  if (length < 5 || /^\d+$/.test(word)) return 0
  return length < 9 ? 1 : 2
}

/** Whether a word is the searched one but for its mistakes. One in the first letter is two. */
export function isMistyped(word: string, searched: string): boolean {
  const allowed = tolerance(searched) - (word[0] === searched[0] ? 0 : 1)
  return allowed > 0 && mistakes(word, searched) <= allowed
}

/** Whether a word begins with the searched one, but for its mistakes. */
export function begins(word: string, searched: string): boolean {
  if (word.startsWith(searched)) return true
  const { length } = searched
  return [length - 1, length, length + 1].some((end) => isMistyped(word.slice(0, end), searched))
}

/** Letters to add, remove, change, or exchange with their neighbour. */
function mistakes(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= one.length; row += 1) {
    rows.push([row])
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Infinity
        )
      )
    }
  }
  return at(one.length, other.length)
}
