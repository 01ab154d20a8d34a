import { insertBlock, selectedLines, type Text } from './edit.ts'

export type Block = 'heading' | 'listOrdered' | 'table'

const heading = /^#{1,6} /
const number = /^\d+\. /
const table = '|  |  |\n| --- | --- |\n|  |  |'

/** Makes a heading, a numbered list or a table; the first two are taken back the second time. */
export function block(text: Text, kind: Block): Text {
  if (kind === 'table') return withTable(text)
  const [mark, before] =
    kind === 'heading' ? [heading, () => '## '] : [number, (index: number) => `${index + 1}. `]
  const { from, lines } = selectedLines(text)
  const applied = lines.every((line) => mark.test(line))
  const changed = lines
    .map((line, index) => (applied ? line.replace(mark, '') : before(index) + line))
    .join('\n')
  const value = text.value.slice(0, from) + changed + text.value.slice(text.end)
  return { value, start: from, end: from + changed.length }
}

/** The cursor stands in the first cell. What was selected stays before the table. */
function withTable({ value, end }: Text): Text {
  const written = insertBlock({ value, start: end, end }, table)
  const start = written.value.indexOf(table, end) + '| '.length
  return { value: written.value, start, end: start }
}
