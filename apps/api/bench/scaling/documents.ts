import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../program.ts'
import { sectionsOf, type Measured } from './tables.ts'
import { documents } from './words.ts'

/** Prints the tables of each document, between the markers that they have there. */
export function print(measured: Measured): void {
  for (const [path, words] of Object.entries(documents)) {
    process.stdout.write(`${path}\n\n`)
    for (const [name, text] of Object.entries(sectionsOf(measured, words)))
      process.stdout.write(`${marked(name, text)}\n\n`)
  }
}

/** Puts the tables into the documents, in place of those of before. */
export function write(measured: Measured): void {
  for (const [path, words] of Object.entries(documents)) {
    const file = join(root, path)
    let text = readFileSync(file, 'utf8')
    for (const [name, section] of Object.entries(sectionsOf(measured, words)))
      text = replaced(text, name, section)
    writeFileSync(file, text)
  }
}

const begin = (name: string) => `<!-- measured: ${name} -->`
const end = '<!-- end -->'

const marked = (name: string, text: string) => `${begin(name)}\n\n${text}\n\n${end}`

function replaced(text: string, name: string, section: string): string {
  const from = text.indexOf(begin(name))
  const to = text.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`The document has no place for ${name}.`)
  return text.slice(0, from) + marked(name, section) + text.slice(to + end.length)
}
