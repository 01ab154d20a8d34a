import fc from 'fast-check'
import { usernameKey } from '@stoa/core/text'
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from './markdown.ts'
import { sanitise } from './sanitise.ts'

const id = 'abcdefghijklmnopqrstuv'
const html = (text: string) => renderMarkdown(text).html.trim()

describe('Markdown', () => {
  test('becomes paragraphs, quotes, lists, tables and code', () => {
    expect(html('a\nb')).toBe('<p>a<br />\nb</p>')
    expect(html('> a')).toBe('<blockquote>\n<p>a</p>\n</blockquote>')
    expect(html('3. a')).toBe('<ol start="3">\n<li>a</li>\n</ol>')
    expect(html('|a|\n|-:|\n|b|')).toContain('<td style="text-align:right">b</td>')
    expect(html('```js\n<b>\n```')).toBe(
      '<pre translate="no"><code class="language-js">&lt;b&gt;\n</code></pre>'
    )
    expect(html('a `b`')).toBe('<p>a <code translate="no">b</code></p>')
  })

  test('emphasises next to Chinese punctuation', () => {
    expect(html('**“提现”**失败')).toBe('<p><strong>“提现”</strong>失败</p>')
  })

  test('has lists of tasks, whose boxes are named by their text', () => {
    expect(html('- [ ] call **them**\n- [x] done')).toBe(
      '<ul>\n<li class="task-item"><label><input type="checkbox" disabled />call <strong>them</strong></label></li>\n' +
        '<li class="task-item"><label><input type="checkbox" disabled checked />done</label></li>\n</ul>'
    )
    expect(html('- [ ]\n\n[x] no list')).not.toContain('<input')
  })

  test('has headings below those of the page', () => {
    expect(html('# a\n##### b')).toBe('<h3>a</h3>\n<h6>b</h6>')
  })

  test('shows HTML as text and refuses other schemes', () => {
    expect(html('<script>x</script>')).toBe('<p>&lt;script&gt;x&lt;/script&gt;</p>')
    for (const url of ['javascript:x', 'data:text/html,x', 'mailto:a@b.c', '//evil.test'])
      expect(html(`[a](${url})`)).not.toContain('href')
  })
})

describe('a link', () => {
  test('ends where Chinese begins', () => {
    const { links } = renderMarkdown(
      '见https://a.example/b?c=1。谢谢，https://d.example/查看（http://e.example）'
    )
    expect(links).toEqual(['https://a.example/b?c=1', 'https://d.example/', 'http://e.example'])
  })

  test('includes homoglyphs and user information', () => {
    const { links } = renderMarkdown(
      '见 http://h\u0430rbor.example/登录，https://harbor.example@evil.test/x, http://a:b@evil.test。'
    )
    expect(links).toEqual([
      'http://xn--hrbor-4ve.example/',
      'https://harbor.example@evil.test/x',
      'http://a:b@evil.test'
    ])
  })

  test('within the forum is plain; to another site it is nofollow', () => {
    expect(html('[a](/t/12)')).toBe('<p><a href="/t/12">a</a></p>')
    expect(html('[a](https://b.test)')).toContain('rel="nofollow ugc noopener"')
    expect(html('/t/12 README.md a@b.example')).not.toContain('<a')
  })

  test('whose text names another host shows the real one', () => {
    const { html, textContent } = renderMarkdown('[**bank.example**](https://evil.test/x)')
    expect(html).toContain('<strong>bank.example</strong> (evil.test)</a>')
    expect(textContent).toBe('bank.example (evil.test)')
  })
})

describe('an image', () => {
  test('uploaded here is shown with its size, and leads to its original', () => {
    const images = new Map([[id, { width: 640, height: 480 }]])
    const { html, uploads, links } = renderMarkdown(`![a shot](/api/v1/uploads/${id})`, { images })
    expect(html.trim()).toBe(
      `<p><a href="/api/v1/uploads/${id}"><img src="/api/v1/uploads/${id}" alt="a shot" width="640" height="480" loading="lazy" decoding="async" /></a></p>`
    )
    expect([uploads, links]).toEqual([[id], []])
  })

  test('has its variants, so that no screen loads more than it shows', () => {
    const srcset = `/api/v1/uploads/${id}/690 690w, /api/v1/uploads/${id}/1380 1170w`
    const images = new Map([[id, { width: 1170, height: 2532, srcset }]])
    const shown = renderMarkdown(`![a shot](/api/v1/uploads/${id})`, { images }).html
    expect(shown).toContain(` srcset="${srcset}" sizes="(min-width: 770px) 690px, `)
    expect(html(`![a](/api/v1/uploads/${id})`)).not.toContain('srcset')
  })

  test('without a description or within a link is no link to its original', () => {
    expect(html(`![](/api/v1/uploads/${id})`)).not.toContain('<a')
    const linked = html(`[![a](/api/v1/uploads/${id})](/t/1)`)
    expect(linked).toMatch(/^<p><a href="\/t\/1"><img [^>]+><\/a><\/p>$/)
  })

  test('from another site becomes a link, and inside a link its description', () => {
    expect(html('![a](https://b.test/c.png)')).toBe(
      '<p><a href="https://b.test/c.png" rel="nofollow ugc noopener">a</a></p>'
    )
    expect(html('[![a](https://b.test/c.png)](/t/1)')).toBe('<p><a href="/t/1">a</a></p>')
  })

  test('linked as a file counts as an upload, not as a link', () => {
    const { uploads, links } = renderMarkdown(`[log](/api/v1/uploads/${id})`)
    expect([uploads, links]).toEqual([[id], []])
  })
})

test('a mention of a user becomes a link, in code and links it stays text', () => {
  const names = new Map([[usernameKey('小明'), '小明']])
  const { html, mentions } = renderMarkdown('谢谢@小明你好', { names })
  expect(html).toContain(
    `<a href="/u/${encodeURIComponent('小明')}" class="mention" translate="no">@小明</a>你好`
  )
  expect(mentions).toEqual(['小明'])
  expect(renderMarkdown('`@小明` [@小明](/t/1)', { names }).mentions).toEqual([])
  const quoted = renderMarkdown('> 谢谢@小明你好\n\n> > @小明', { names })
  expect([quoted.mentions, quoted.html.includes('class="mention"')]).toEqual([[], true])
})

test('the readable text is what remains without markup', () => {
  const { textContent } = renderMarkdown(
    '# **提现**失败\n\n- `code` &lt;b&gt;\n- [a](/t/1)\n\n```\nx < y\n```'
  )
  expect(textContent.split(/\n+/)).toEqual(['提现失败', 'code <b>', 'a', 'x < y'])
})

const tag =
  /^<\/?(?:p|h[3-6]|blockquote|pre|ul|ol|li|hr|br|a|code|em|strong|s|img|table|thead|tbody|t[rhd]|span|samp|label|input)((?: [a-z]+="[^"<>]*"| disabled| checked)*)(?: \/)?>$/

function expectHarmless(html: string) {
  for (const [found] of html.matchAll(/<[^>]*>?/g)) {
    expect(found).toMatch(tag)
    // Quoted attribute values are removed first: in a URL, `onclick=` is no handler.
    expect(found.replace(/"[^"]*"/g, '')).not.toMatch(/ on\w+=/)
    for (const [, url] of found.matchAll(/(?:href|src)="([^"]*)"/g))
      expect(new URL(url ?? '', 'https://forum.test').protocol).toMatch(/^https?:$/)
  }
}

const pieces =
  '<script> </script> <img/src=x/onerror=alert(1)> <svg/onload=x> <a/href=" onclick="x" style=" < > ' +
  '[a]( ![ ] ]( ) " \' ` ``` | - # ** _ \\ javascript:alert(1) &#106;avascript: data: &lt; ' +
  `https://a.test/ //evil.test /\\evil /api/v1/uploads/ ${id} @小明 提现`

const spaced = ['- [ ] ', '- [x] a', '<input name="a">', '<label for="b">', '<span class="post">']

const hostile = fc
  .array(fc.constantFrom(...pieces.split(' '), ...spaced, ' ', '\n', '\n\n', '\t'))
  .map((parts) => parts.join(''))

test('no text becomes a script, a handler or a foreign scheme', () => {
  const names = new Map([[usernameKey('小明'), '小明']])
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
      expectHarmless(renderMarkdown(text, { names }).html)
    }),
    { numRuns: 500 }
  )
})

test('sanitising makes any HTML harmless and is idempotent', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const once = sanitise(text)
      expectHarmless(once)
      expect(sanitise(once)).toBe(once)
    }),
    { numRuns: 500 }
  )
})

test.each([
  '>',
  '- ',
  '[',
  '*a_',
  '[a](',
  '![a](',
  '`a',
  '|-',
  '<a ',
  '@小',
  '[a.b](https://c.d/)',
  '&',
  '**a '
])('20,000 characters of %j are rendered in bounded time', (piece) => {
  const begun = process.cpuUsage()
  renderMarkdown(piece.repeat(20_000).slice(0, 20_000))
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000)
})

test('a table that would be padded to tens of thousands of cells stays text', () => {
  const columns = 50
  const head = `${'|a'.repeat(columns)}\n${'|-'.repeat(columns)}\n`
  expect(renderMarkdown(`${head}${'|\n'.repeat(9)}`).html).toContain('<table>')
  expect(renderMarkdown(`${head}${'|\n'.repeat(9000)}`).html.length).toBeLessThan(100_000)
})
