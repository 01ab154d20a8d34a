import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const glossary = new URL('../docs/glossary.md', import.meta.url)

/** Retired words, hyphenated, with their replacements: the table under "Retired words". */
export function retiredWords(text = readFileSync(glossary, 'utf8')) {
  const rows = text.split('## Retired words')[1]?.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm) ?? []
  return [...rows]
    .filter(([, retired]) => retired !== 'retired')
    .flatMap(([, retired, say]) => retired.split(', ').map((word) => [word, say]))
}

/** The parts of a name in lower case with hyphens around them: `takeBack` is `-take-back-`. */
const partsOf = (name) =>
  `-${name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()}-`

const words = retiredWords()

/**
 * The retired word in a name and its replacement, such as `['wave', 'campaign']`; undefined without
 * one.
 */
export function findRetired(name) {
  const parts = partsOf(name)
  return words.find(([word]) => parts.includes(`-${word}-`))
}

const message = '"{{word}}" is retired: say {{say}} (docs/glossary.md).'

/** Refuses retired words in identifiers and file names. */
const retired = {
  meta: { type: 'suggestion', schema: [], messages: { retired: message } },
  create(context) {
    const check = (node, name) => {
      const [word, say] = findRetired(name) ?? []
      if (word) context.report({ node, messageId: 'retired', data: { word, say } })
    }
    return {
      Program: (node) => check(node, basename(context.filename).replace(/\.\w+$/, '')),
      Identifier: (node) => check(node, node.name)
    }
  }
}

/** Nouns of the field among the words on -ing. */
const nouns = ['following', 'muting', 'voting', 'spelling', 'setting', 'heading', 'phishing']

/** Refuses files that are named by a bare gerund, which says neither who acts nor what results. */
const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { gerund: 'Name the file by a noun, by a verb, or by what a thing can be.' }
  },
  create: (context) => ({
    Program(node) {
      const [name = ''] = basename(context.filename).split('.')
      if (/^[A-Z]?[a-z]+ing$/.test(name) && !nouns.includes(name.toLowerCase()))
        context.report({ node, messageId: 'gerund' })
    }
  })
}

const maxTestName = 80

/** The length of the text of a name, without the values that a template inserts. */
function lengthOfName(name) {
  if (name?.type === 'TemplateLiteral')
    return name.quasis.map(({ value }) => value.raw).join('').length
  return typeof name?.value === 'string' ? name.value.length : 0
}

/** The function of a call such as `test.each(rows)('name', …)`: `test`. */
const functionOf = ({ name, object, callee, tag }) => {
  const inner = object ?? callee ?? tag
  return inner ? functionOf(inner) : name
}

/** Refuses long names of tests. */
const testName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { long: 'Name it in {{maxTestName}} characters.' }
  },
  create: (context) => ({
    CallExpression({ callee, arguments: [name] }) {
      if (!['test', 'describe'].includes(functionOf(callee))) return
      if (lengthOfName(name) > maxTestName)
        context.report({ node: name, messageId: 'long', data: { maxTestName } })
    }
  })
}

export default { rules: { retired, 'file-name': fileName, 'test-name': testName } }
