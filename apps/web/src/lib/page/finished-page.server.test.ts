import { expect, test } from 'vitest'
import { finishPage } from './finished-page.server.ts'
import { languageOfForms, mark } from './marks.ts'

const accent = { light: '#111', dark: '#eee', softLight: '#222', softDark: '#ddd' }

/** Finishes the body of a member's page that is read at an address. */
const finish = (body: string, url = 'https://forum.test/', site: object = { accent: null }) => {
  const locals = { locale: 'zh-CN', site, me: { role: 'member', locale: 'zh-CN' } }
  const event = { locals, url: new URL(url), route: { id: '/' }, request: { method: 'GET' } }
  return finishPage(`<!doctype html>\n<html>${body}</html>`, event as never)
}

test('a page has its language, the accent of the forum, and a place for the look', () => {
  expect(finish('<p>Hi</p>', undefined, { accent })).toEqual({
    parts: [
      expect.stringMatching(/^<!doctype html>\n<html lang="zh-CN" style="--color-accent:[^"]*"$/),
      '><p>Hi</p></html>'
    ],
    places: ['look']
  })
})

test('a page gets each icon that it uses once', () => {
  const icons = ['menu', 'bell', 'menu'].map((name) => mark(`icon-${name}`))
  const [, page = ''] = finish([...icons, mark('icons')].join('')).parts
  expect(page.match(/<use href="#icon-(menu|bell)"\/>/g)).toHaveLength(3)
  expect(page.match(/<symbol id="icon-menu"/g)).toHaveLength(1)
  expect(page).toMatch(/<svg id="icons" hidden><symbol .*<\/symbol><\/svg><\/html>$/)
  expect(finish(mark('icons')).parts[1]).toBe('></html>')
})

test('forms of a page in another language come back in it', () => {
  const form = `<form action="?/hide${languageOfForms}">`
  expect(finish(form).parts[1]).toContain('"?/hide">')
  expect(finish(form, 'https://forum.test/?lang=en').parts[1]).toContain('"?/hide&amp;lang=en">')
})

test('what is a reader’s own has places, in addresses another one', () => {
  const { parts, places } = finish(`<a href="/u/${mark('name')}">${mark('name')}</a>`)
  expect(parts.slice(1)).toEqual(['><a href="/u/', '">', '</a></html>'])
  expect(places).toEqual(['look', 'address', 'name'])
})
