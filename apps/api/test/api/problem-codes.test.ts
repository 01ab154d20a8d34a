import { expect, test } from 'vitest'
import { m } from '@stoa/messages'
import { startForum } from '../forum.ts'

const forum = startForum()
const open = (url: string, language = 'en') =>
  forum.guest.inject({ method: 'GET', url, headers: { 'accept-language': language } })

test('the type of a problem leads to a page that says what it means, and what to do', async () => {
  const { type } = (await forum.guest.get('/threads?x=1')).body
  const words = { en: 'Some of what you entered', 'zh-CN': '请返回上一页', 'zh-TW': '請回到上一頁' }
  for (const [language, expected] of Object.entries(words)) {
    const page = await open(type, language)
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.text).toContain(expected)
    expect(page.text).toContain('<code>invalid_input</code>')
    expect(page.text).toContain('Retry-After')
  }
})

test('every code has its page, and only codes have one', async () => {
  const keys = Object.keys(m).filter((key) => /^problem_.*(?<!_detail)$/.test(key))
  expect(keys.length).toBeGreaterThan(200)
  for (const key of keys) {
    const { status, text } = await open(`/problems/${key.slice('problem_'.length)}`, 'zh-CN')
    expect([key, status]).toEqual([key, 200])
    expect(text).not.toMatch(/undefined|NaN|⟨|\{\w+\}/)
  }
  for (const other of ['no_such_code', 'sign_in_failed_detail', '%3Cb%3E'])
    expect((await open(`/problems/${other}`)).status).toBe(404)
})

test('an unknown value at the end of a sentence is its only dots', async () => {
  expect((await open('/problems/too_many_requests')).text).toContain('Try again in …<')
})
