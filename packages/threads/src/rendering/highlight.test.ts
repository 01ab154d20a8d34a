import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderInSlices } from './render-in-slices.ts'

const htmlOf = async (text: string) => (await renderInSlices(text)).html.trim()
const fenced = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``

test('code is coloured by classes, and its text stays what was typed', async () => {
  expect(await htmlOf(fenced('js', 'const a = "<b>" // c'))).toBe(
    '<pre translate="no"><code class="language-js"><span class="code-keyword">const</span> a = ' +
      '<span class="code-string">"&lt;b&gt;"</span> <span class="code-comment">// c</span>\n</code></pre>'
  )
})

test.each([
  ['sh', 'echo "a"', 'string'],
  ['golang', 'func main() {}', 'keyword'],
  ['diff', '+ new', 'added'],
  ['patch', '- old', 'removed'],
  ['json', '{"a": 1}', 'property'],
  ['py', 'def f(): pass', 'keyword'],
  ['html', '<b class="x">', 'keyword'],
  ['css', 'a { color: red }', 'keyword'],
  ['sql', 'select 1', 'keyword'],
  ['rs', 'fn main() {}', 'keyword'],
  ['java', 'class A {}', 'keyword'],
  ['tsx', 'let a: string', 'keyword'],
  ['yml', 'a: 1', 'property']
])('%s is known: %s', async (language, code, name) => {
  expect(await htmlOf(fenced(language, code))).toContain(`<span class="code-${name}">`)
})

test('code in no known language, long or with a long line stays plain', async () => {
  const line = 'const a = 1\n'
  for (const [language, code] of [
    ['', line],
    ['constructor', line],
    ['js', line.repeat(600)],
    ['js', line.trim().repeat(40)]
  ] as const)
    expect(await htmlOf(fenced(language, code))).not.toContain('<span')
  const three = [1, 2, 3].map(() => fenced('js', line.repeat(400))).join('\n\n')
  expect((await htmlOf(three)).match(/<pre/g)).toHaveLength(3)
})

const tag = /^<(?:\/?(?:span|code|pre)|pre translate="no"|(?:code|span) class="[\w-]+")>$/

test('no code breaks out of its block', async () => {
  const piece = fc.constantFrom(
    ...'<b> </span> </code></pre> " \' & &lt; ${ ` /* <!-- # \\ \n'.split(' ')
  )
  const code = fc.array(piece).map((pieces) => pieces.join(' ').replaceAll('```', ''))
  const languages = fc.constantFrom('js', 'html', 'sh', 'diff', 'yaml', 'css', 'java')
  await fc.assert(
    fc.asyncProperty(languages, code, async (language, text) => {
      const html = await htmlOf(`\`\`\`${language}\n${text}\n\`\`\``)
      for (const [found] of html.matchAll(/<[^>]*>?/g)) expect(found).toMatch(tag)
      const shown = html
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
      expect(
        shown
          .replace(/&quot;/g, '"')
          .replace(/&amp;/g, '&')
          .trim()
      ).toBe(text.trim())
    }),
    { numRuns: 200 }
  )
})

test('hostile code is coloured in bounded time', async () => {
  const line = `${'$$'.repeat(150)}\n`
  const begun = process.cpuUsage()
  await htmlOf([1, 2, 3].map(() => fenced('java', line.repeat(19))).join('\n\n'))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1000)
})
