import type { RolldownPlugin } from 'rolldown'
import { parseSync, Visitor } from 'rolldown/utils'

type Edit = { start: number; end: number; text: string }

/**
 * Escapes all other letters in the built files. V8 keeps a file that has a single Chinese letter in
 * two bytes for each of its characters, for as long as the process runs.
 */
export function asciiOutput(): RolldownPlugin {
  return {
    name: 'stoa-ascii',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk') chunk.code = toAscii(chunk.code)
    }
  }
}

/** The same program in ASCII. */
export function toAscii(code: string): string {
  if (isAscii(code)) return code
  let at = 0
  let text = ''
  for (const edit of editsOf(code)) {
    text += inTexts(code.slice(at, edit.start)) + edit.text
    at = edit.end
  }
  return text + inTexts(code.slice(at))
}

const other = /[^\0-\x7f]/g
const isAscii = (text: string) => text.search(other) < 0
const hex = (code = 0) => code.toString(16).padStart(4, '0')

// Two escapes of one letter mean that letter in strings, templates and regular expressions.
const inTexts = (text: string) => text.replace(other, (unit) => `\\u${hex(unit.charCodeAt(0))}`)

// In names they do not.
const inNames = (name: string) =>
  name.replace(/[^\0-\x7f]/gu, (letter) => `\\u{${hex(letter.codePointAt(0))}}`)

/** What `inTexts` would change the meaning of: names, and raw templates, which know no escapes. */
function editsOf(code: string): Edit[] {
  const edits: Edit[] = []
  new Visitor({
    Identifier({ name, start, end }) {
      if (!isAscii(name)) edits.push({ start, end, text: inNames(name) })
    },
    TaggedTemplateExpression({ tag, quasi, start }) {
      if (code.slice(tag.start, tag.end) !== 'String.raw') return
      edits.push({ start, end: quasi.start, text: '' })
      for (const { start, end, value } of quasi.quasis)
        edits.push({ start, end, text: inTexts(value.raw.replace(/[\\`]|\$(?=\{)/g, '\\$&')) })
    }
  }).visit(parseSync('chunk.js', code).program)
  return edits.sort((a, b) => a.start - b.start || a.end - b.end)
}
