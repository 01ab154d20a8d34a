import { beforeAll, expect, test } from 'vitest'
import { m } from '@stoa/messages'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ web: true })
let admin: Client
beforeAll(async () => void (admin = await forum.user({ role: 'admin' })))

const open = (url: string) => admin.inject({ method: 'GET', url: encodeURI(decodeURI(url)) })
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''

/** Addresses within the forum that the main part of a page links to. */
const linksOf = (html: string) => [
  ...new Set(Array.from(mainOf(html).matchAll(/href="(\/[^"?#]*)"/g), ([, path = '']) => path))
]

test('every page that /admin lists opens for an admin, each with what it is for', async () => {
  const { text, status } = await open('/admin')
  expect(status).toBe(200)
  const paths = linksOf(text)
  expect(paths.length).toBeGreaterThan(25)
  const answers = await Promise.all(paths.map(async (path) => (await open(path)).status))
  expect(paths.filter((_, index) => answers[index] !== 200)).toEqual([])
  expect(text).toContain(m.admin_purpose_filters({}, { locale: 'en' }))
})

test('a setting is found in the reader’s language; what is typed is shown as text', async () => {
  const found = async (path: string) => (await open(path)).text
  const chinese = await found('/admin?q=封禁&lang=zh-CN')
  expect(chinese).toContain(m.admin_found({ query: '封禁' }, { locale: 'zh-CN' }))
  const none = await found('/admin?q=%3Cscript%3Exyzzy&lang=en')
  expect(none).toContain('No setting matches “&lt;script>xyzzy”')
  expect(none).toContain(m.admin_purpose_filters({}, { locale: 'en' }))
})

test.each(['member', 'volunteer', 'staff'] as const)('a %s opens no /admin', async (role) => {
  const other = await forum.user({ role, capabilities: [] })
  const { status, text } = await other.inject({ method: 'GET', url: '/admin?q=smtp' })
  expect(status).toBe(403)
  expect(text).not.toContain('/admin/mail')
})
