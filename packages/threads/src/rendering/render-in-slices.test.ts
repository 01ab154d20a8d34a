import { expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'
import { renderInSlices } from './render-in-slices.ts'

/** Records the addresses it is asked about, and shows those of one host as text. */
function judge() {
  const asked: string[] = []
  const show = (url: string) => {
    asked.push(url)
    return url.includes('harb0r') ? ('text' as const) : { href: `/leave/${asked.length}` }
  }
  return { asked, show }
}

const text = [
  'https://a.example https://a.example [a page](https://a.example) [help](https://harb0r.example)',
  '![a picture](https://b.example/c.png) [here](/t/1) ![own](/api/v1/uploads/abcdefghijklmnop)'
].join('\n\n')

test('each address of a text is judged once, however often it occurs', async () => {
  const { asked, show } = judge()
  const { html } = await renderInSlices(`${text}\n\n`.repeat(100), { show })
  expect(asked).toEqual(['https://a.example', 'https://harb0r.example', 'https://b.example/c.png'])
  expect(html.split('href="/leave/1"')).toHaveLength(301)
  expect(html).not.toContain('href="https://harb0r.example"')
})

test.each([text, `${text}\n\n`.repeat(100), 'no link'])(
  'the result equals renderMarkdown: %.20s',
  async (given) => {
    const show = (href: string) => ({ href })
    expect(await renderInSlices(given, { show })).toMatchObject(renderMarkdown(given, { show }))
  }
)

test('other requests are served while the longest text is rendered', async () => {
  const links = Array.from({ length: 1000 }, (_, at) => `https://h${at}.test`).join(' ')
  const { asked, show } = judge()
  const before = new Promise<number>((resolve) => {
    const look = () => (asked.length > 0 ? resolve(asked.length) : setImmediate(look))
    setImmediate(look)
  })
  await renderInSlices(links, { show })
  expect([await before, asked.length]).toEqual([100, 1000])
})
