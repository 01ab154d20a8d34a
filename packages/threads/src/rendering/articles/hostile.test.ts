import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startArticle } from './article.ts'
import { renderSlices } from './render-article.ts'
import { sanitiseArticle } from '../sanitise.ts'

const id = 'abcdefghijklmnopqrstuv'
const video = 'videovideovideovideovi'
const files = new Map([
  [id, { contentType: 'text/vtt' }],
  [video, { contentType: 'video/webm' }]
])

const render = (text: string) => renderSlices(text, startArticle('en', files), { images: files })

const tags =
  'p|h[2-6]|blockquote|pre|[uo]l|li|[hb]r|a|code|em|strong|s|img|table|thead|tbody|t[rhd]|span|samp|label|input|' +
  'aside|details|summary|fig(?:ure|caption)|div|video|track'
const tag = new RegExp(
  `^</?(?:${tags})((?: [a-z-]+="[^"<>]*"| (?:disabled|checked|controls|playsinline))*)(?: /)?>$`
)

function expectHarmless(html: string) {
  for (const [found] of html.matchAll(/<[^>]*>?/g)) {
    expect(found).toMatch(tag)
    expect(found.replace(/"[^"]*"/g, '')).not.toMatch(/ (?:on\w+|autoplay)/)
    for (const [, url] of found.matchAll(/(?:href|src)="([^"]*)"/g))
      expect(new URL(url ?? '', 'https://forum.test').protocol).toMatch(/^https?:$/)
    for (const [, name] of found.matchAll(/ id="([^"]*)"/g)) expect(name).toMatch(/^s(?:-|$)/)
  }
}

const pieces = [
  ...'<script> <img/src=x/onerror=alert(1)> <video/src=//evil.test/onplay=x> " \' ` ``` ~~~ | - # > ** _ \\ &lt;'.split(
    ' '
  ),
  ...[
    '::: details ',
    '::: details <script>\n',
    ':::\n',
    '> [!NOTE]\n',
    '1. ',
    '   ',
    ' ',
    '\n',
    '\n\n'
  ],
  ...['[a](', '![a](', '![](', ')', ']', '{captions=', '}', 'javascript:x', ' "<b onclick=x>"'],
  ...[`/api/v1/uploads/${id}`, `/api/v1/uploads/${video}`, 'https://youtu.be/"><i>', '提现', '@a']
]
const hostile = fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join(''))

test('no article becomes a script, a handler, a foreign scheme or id', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(hostile, fc.string({ unit: 'binary' })), async (text) => {
      const { html } = await render(text)
      expectHarmless(html)
      expect(sanitiseArticle(html)).toBe(html)
    }),
    { numRuns: 500 }
  )
})

const opened = (html: string, name: string) => html.split(`<${name}>`).length - 1

test('details close as often as they open, and no line is lost', async () => {
  const line = fc.constantFrom(
    '::: details a',
    '::: details',
    ':::',
    '```',
    '- b',
    '  c',
    '> d',
    'e'
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const { html, textContent } = await render(lines.join('\n'))
      expect(opened(html, 'details')).toBe(opened(html, '/details'))
      const said = (text: string) => text.match(/[bcde](?![\w])/g) ?? []
      expect(said(textContent.replaceAll('Details', ''))).toEqual(
        said(lines.join('\n').replaceAll('details', ''))
      )
    }),
    { numRuns: 500 }
  )
})

test('the title of details, a caption and a callout show HTML as text', async () => {
  const { html } = await render(
    `::: details <script>x</script>\n:::\n\n![a](/api/v1/uploads/${video} "<script>")\n\n> [!<script>]`
  )
  expect(html).not.toContain('<script')
  expect(html.split('&lt;script&gt;')).toHaveLength(4)
})

test('details within details past the fifth stay text', async () => {
  const { html, textContent } = await render(
    `${'::: details a\n'.repeat(1000)}b\n${':::\n'.repeat(1000)}c`
  )
  expect(opened(html, 'details')).toBe(5)
  expect(textContent.match(/::: details a/g)).toHaveLength(995)
  expect(html.trim()).toMatch(/<\/details>\n<p>c<\/p>$/)
})

/** Processor time of the slowest step between two turns of the event loop, in milliseconds. */
async function maxStep(run: () => Promise<unknown>): Promise<number> {
  let begun = process.cpuUsage()
  let max = 0
  let isOver = false
  const look = () => {
    const { user } = process.cpuUsage(begun)
    max = Math.max(max, user / 1000)
    begun = process.cpuUsage()
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await run()
  isOver = true
  return max
}

const part = `## A heading\n\nSome **bold** text with \`code\` and https://a.example/x, 提现需要等待确认。\n\n1. One\n\n   ![a](/api/v1/uploads/${video} "b")\n\n> [!NOTE]\n> text\n\n|a|\n|-|\n|b|\n\n::: details c\nd\n:::\n\n`

test('60,000 characters are rendered in short steps', async () => {
  const text = part.repeat(400).slice(0, 60_000)
  await render(text)
  expect(await maxStep(() => render(text))).toBeLessThan(50)
})

test.each([
  '::: details\n',
  '::: details\n:::\n',
  '# a\n',
  '> [!NOTE]\n\n',
  '- a\n',
  '{captions=',
  '![a](',
  '::: details\n```\n'
])('60,000 characters of %j are rendered in bounded time', async (piece) => {
  const begun = process.cpuUsage()
  await render(piece.repeat(60_000).slice(0, 60_000))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000)
})
