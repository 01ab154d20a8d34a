import { expect, test } from 'vitest'
import {
  documents,
  headings,
  inlineCode,
  isLocal,
  links,
  targetOf,
  type Document
} from './documents.ts'

const chinese = documents.filter(({ path }) => path.endsWith('.zh-CN.md'))
const paths = new Set(documents.map(({ path }) => path))

const original = ({ path }: Document) => path.replace('.zh-CN.md', '.md')

const pairs = chinese.map((translated): [string, Document, Document | undefined] => [
  original(translated),
  translated,
  documents.find(({ path }) => path === original(translated))
])

/** Comments in code are translated, what runs is the same. */
const withoutComments = (text: string) =>
  text.replaceAll(/(^|\s)#( .*)?$/gm, '').replaceAll(/[^\S\n]+$/gm, '')

const code = ({ blocks }: Document) =>
  blocks.map(({ language, text }) => [language, withoutComments(text)])

/** A link without its heading, which has another address in each language. */
const withoutLanguage = (link: string) =>
  link.replace(/#.*/, isLocal(link) ? '#' : '$&').replace('.zh-CN.md', '.md')

const targets = (document: Document) => links(document).map(withoutLanguage).toSorted()
const levels = (document: Document) => headings(document).map((one) => one.split(' ', 1)[0])
const codes = (document: Document) => [...new Set(inlineCode(document))].toSorted()

test.each(pairs)('%s says in Chinese what it says in English', (_, translated, english) => {
  if (!english) throw new Error(`${translated.path} translates nothing`)
  expect(levels(translated)).toEqual(levels(english))
  expect(code(translated)).toEqual(code(english))
  expect(targets(translated)).toEqual(targets(english))
  expect(codes(translated)).toEqual(codes(english))
})

const isTranslated = (path: string) => paths.has(path.replace(/\.md$/, '.zh-CN.md'))

test('Chinese documents lead to Chinese ones where there are any', () => {
  const foreign = chinese.flatMap((document) =>
    links(document)
      .filter(isLocal)
      .map((link) => targetOf(document, link))
      .filter((path) => path !== original(document) && isTranslated(path))
      .map((path) => `${document.path}: ${path}`)
  )
  expect(foreign).toEqual([])
})
