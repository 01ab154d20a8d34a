import { beforeAll, describe, expect, test } from 'vitest'
import { loadLanguages, type Locale } from '@stoa/messages'
import { renderMarkdown } from '../markdown.ts'
import { startArticle } from './article.ts'
import { renderSlices } from './render-article.ts'

const picture = '/api/v1/uploads/abcdefghijklmnopqrstuv'
const video = '/api/v1/uploads/_ideo_ideo_ideo_ideo__'
const words = '/api/v1/uploads/captions-captions-capt'
const files = new Map([
  ['abcdefghijklmnopqrstuv', { width: 640, height: 480, contentType: 'image/png' }],
  ['_ideo_ideo_ideo_ideo__', { contentType: 'video/mp4' }],
  ['captions-captions-capt', { contentType: 'text/vtt' }]
])

async function render(text: string, language: Locale = 'en') {
  const article = startArticle(language, files)
  return { ...(await renderSlices(text, article, { images: files })), ...article }
}

const html = async (text: string, language?: Locale) => (await render(text, language)).html.trim()

beforeAll(() => loadLanguages(['zh-CN', 'zh-TW']))

test('an article has all that a post has', async () => {
  const text =
    '**“提现”**失败\n\n- [ ] a\n\n```js\n1\n```\n\n[a](https://b.test) ![a](https://b.test/c)'
  expect(await html(text.replace('js', ''))).toBe(
    renderMarkdown(text.replace('js', '')).html.trim()
  )
  expect(await html(text)).toContain('<span class="code-literal">1</span>')
})

describe('headings', () => {
  test('stand below the title of the page and have anchors of their own', async () => {
    const { html, headings } = await render('# 提现 `x`\n## 提现 X\n###### 提现-x-2\n# !')
    expect(html.match(/<h\d[^>]*>/g)).toEqual([
      '<h2 id="s-提现-x">',
      '<h3 id="s-提现-x-2">',
      '<h6 id="s-提现-x-2-2">',
      '<h2 id="s">'
    ])
    expect(headings[1]).toEqual({ level: 2, id: 's-提现-x-2', text: '提现 X' })
  })

  test('within other blocks are in no table of contents', async () => {
    const { html, headings } = await render('> # a\n\n::: details b\n# c\n:::\n\n# d')
    expect(headings.map(({ text }) => text)).toEqual(['d'])
    expect(html).toContain('<h2 id="s-c">c</h2>')
  })

  test('of a long article never share an anchor', async () => {
    const { headings } = await render('# a\n\n# a 2\n\n'.repeat(1000))
    expect(new Set(headings.map(({ id }) => id)).size).toBe(2000)
  })
})

describe('a callout', () => {
  test('says what it is in the language of the article', async () => {
    const text = '> [!warning]\n> mind *this*\n>\n> - a'
    expect(await html(text)).toBe(
      '<aside class="callout callout-warning" role="note">\n<p class="callout-title">Warning</p>\n' +
        '<p>mind <em>this</em></p>\n<ul>\n<li>a</li>\n</ul>\n</aside>'
    )
    expect(await html(text, 'zh-CN')).toContain('<p class="callout-title">注意</p>')
    expect(await html('> [!TIP]', 'zh-TW')).toContain(
      '<p class="callout-title">小提示</p>\n</aside>'
    )
  })

  test('of an unknown kind, or with words beside its kind, stays a quote', async () => {
    for (const text of [
      '[!FOO]',
      '[!constructor]',
      '[!NOTE] a',
      'a\n> [!NOTE]',
      '[!NOTE]\n> a\n> -'
    ])
      expect(await html(`> ${text}`)).toMatch(/^<blockquote>/)
  })
})

test('a list of instructions has steps, a list of words has none', async () => {
  const steps = await html(`1. a\n\n   ![b](${picture})\n\n   c\n2. d`)
  expect(steps).toMatch(/^<ol class="steps">\n<li>\n<p>a<\/p>\n<figure>/)
  expect(await html('4. a\n\n   b')).toMatch(/^<ol start="4" class="steps">/)
  expect((await html('1. a\n\n   b\n\nc\n\n1. d')).match(/steps/g)).toHaveLength(1)
  for (const text of ['1. a\n2. b', '1. a\n\n2. b', '- a\n\n  b', '> 1. a\n>\n>    b'])
    expect(await html(text)).not.toContain('steps')
})

describe('a picture', () => {
  test('that stands alone is a figure, with its title below', async () => {
    const { html, textContent } = await render(`![a shot](${picture} "where <it> is")`)
    expect(html.trim()).toBe(
      `<figure><a href="${picture}"><img src="${picture}" alt="a shot" width="640" height="480" loading="lazy" decoding="async" /></a>\n` +
        '<figcaption>where &lt;it&gt; is</figcaption>\n</figure>'
    )
    expect(textContent).toBe('a shot\nwhere <it> is')
    expect(await render(`a ![b](${picture} "c")`)).toMatchObject({
      html: expect.not.stringContaining('fig')
    })
  })

  test('without a description is counted, and so is one described by its file name', async () => {
    const pictures = ['', ' ', 'IMG_1.png', 'a shot'].map((said) => `![${said}](${picture})`)
    expect((await render(pictures.join('\n\n'))).undescribed).toBe(3)
    expect((await render(`- [![](${picture})](/t/1) ![](https://a.test/b)`)).undescribed).toBe(1)
  })
})

describe('a video', () => {
  test('uploaded here is loaded when it is played, with its captions', async () => {
    const { html, uploads } = await render(`![a walk](${video} "1 min"){captions=${words}}`)
    expect(html.trim()).toBe(
      `<figure>\n<video controls preload="none" playsinline src="${video}" aria-label="a walk">\n` +
        `<track kind="captions" src="${words}" srclang="en" label="Captions" /></video>\n` +
        '<figcaption>1 min</figcaption>\n</figure>'
    )
    expect(uploads).toEqual(['_ideo_ideo_ideo_ideo__', 'captions-captions-capt'])
  })

  test('has no captions that are no file of captions, and within a line it is a link', async () => {
    expect(await html(`![a](${video}){captions=${picture}}`)).not.toContain('<track')
    expect(await html(`see ![a](${video})`)).toBe(`<p>see <a href="${video}">a</a></p>`)
  })

  test('elsewhere is a link that says where it plays', async () => {
    expect(await html('https://www.youtube.com/watch?v=1', 'zh-CN')).toBe(
      '<p><a href="https://www.youtube.com/watch?v=1" class="player" rel="nofollow ugc noopener">在 youtube.com 上播放</a></p>'
    )
    expect(await html('[A walk](https://youtu.be/x)')).toContain('>A walk · Play on youtu.be</a>')
    for (const text of ['see https://vimeo.com/1', 'https://vimeo.com.evil.test/', '[a](/t/1)'])
      expect(await html(text)).not.toContain('player')
  })
})

describe('details', () => {
  test('hold any blocks, also others and code with colons', async () => {
    const inner = '::: details\n- a\n\n```\n:::\n```\n:::'
    expect(await html(`::: details A **b**\n${inner}\nc\n:::\nd`)).toBe(
      '<details>\n<summary>A <strong>b</strong></summary>\n<details>\n<summary>Details</summary>\n<ul>\n<li>a</li>\n</ul>\n' +
        '<pre translate="no"><code>:::\n</code></pre>\n</details>\n<p>c</p>\n</details>\n<p>d</p>'
    )
  })

  test('without an end reach to the end of their block, and links work in them', async () => {
    expect(await html('- ::: details a\n  b [c]\n- d\n\n[c]: /t/1')).toBe(
      '<ul>\n<li>\n<details>\n<summary>a</summary>\n<p>b <a href="/t/1">c</a></p>\n</details>\n</li>\n<li>d</li>\n</ul>'
    )
    expect(await html('::: details a\n1. ::: details b\n   c\n   :::\nd\n:::\ne')).toMatch(
      /<p>d<\/p>\n<\/details>\n<p>e<\/p>$/
    )
    expect(await html('a\n::: details b\nc')).toMatch(/^<p>a<\/p>\n<details>/)
    expect(await html('::: detailsx\n\n:::')).toBe('<p>::: detailsx</p>\n<p>:::</p>')
  })
})

test('a table scrolls in a box that the keyboard reaches', async () => {
  expect(await html('|a|\n|-|\n|b|')).toMatch(
    /^<div class="table-box" role="group" tabindex="0" aria-label="Table">\n<table>[\s\S]+<\/table>\n<\/div>$/
  )
})
