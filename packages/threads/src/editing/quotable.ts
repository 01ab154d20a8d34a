const lineCount = 3

const quoteLine = /^\s{0,3}>/
const fence = /^\s*(`{3,}|~{3,})/
const picture = /!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g

/**
 * The first three lines of a Markdown text, as a reply quotes them: without the quotes in it, and
 * with a word in place of each picture.
 */
export function quotableOf(text: string, pictureWord: string): string {
  const lines = text
    .replaceAll(picture, `[${pictureWord}]`)
    .split('\n')
    .filter((line) => line.trim() !== '' && !quoteLine.test(line) && !fence.test(line))
  return lines.slice(0, lineCount).join('\n')
}
