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

export default { rules: { retired, 'test-name': testName } }
