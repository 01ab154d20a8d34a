import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brokenLink, documents, isLocal, links, parse, root } from './documents.ts'

test('every link within the repository leads to a file and a heading', () => {
  const broken = documents.flatMap((document) =>
    links(document)
      .filter(isLocal)
      .map((link) => brokenLink(document, link))
  )
  expect(broken.filter((one) => one !== undefined)).toEqual([])
})

test('a link to a missing file or heading is found', () => {
  const document = parse('docs/a.md', '[a](gone.md) [b](api.md#gone) [c](#here)\n\n# Here\n')
  const [first, second] = links(document)
  expect(brokenLink(document, first ?? '')).toContain('leads nowhere')
  expect(brokenLink(document, second ?? '')).toContain('names no heading')
})

const settings = new Set(
  [...readFileSync(join(root, '.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z\d_]+)=/gm)].map(
    ([, name = '']) => name
  )
)
/** Of deploy/compose-env.sh, of the example for Zammad, and of the tests. */
const others = new Set(['STOA_HOST', 'STOA_URL', 'STOA_TOKEN'])

const isSetting = (name: string) =>
  settings.has(name) ||
  others.has(name) ||
  (name.endsWith('_') && [...settings].some((one) => one.startsWith(name)))

test('every setting that is named exists', () => {
  expect(settings.size).toBeGreaterThan(30)
  const unknown = documents.flatMap(({ path, prose, blocks }) =>
    [prose, ...blocks.map(({ text }) => text)]
      .flatMap((text) => text.match(/\b(?:STOA|OTEL)_[A-Z\d_]+/g) ?? [])
      .filter((name) => !isSetting(name))
      .map((name) => `${path}: ${name}`)
  )
  expect(unknown).toEqual([])
})
