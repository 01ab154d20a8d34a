import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ securityContact: 'mailto:security@forum.test' })
const silent = startForum()

const at = (url: string, { guest } = forum) => guest.inject({ method: 'GET', url })

test('password managers find the page that changes a password', async () => {
  const { status, headers } = await at('/.well-known/change-password')
  expect([status, headers.location]).toEqual([302, '/settings/password'])
})

test('security.txt names the contact and its expiry', async () => {
  const { text, headers } = await at('/.well-known/security.txt')
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  const fields = new Map(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/) as [string, string])
  )
  expect(fields.get('Contact')).toBe('mailto:security@forum.test')
  expect(fields.get('Canonical')).toBe(`${forum.origin}/.well-known/security.txt`)
  const left = Date.parse(fields.get('Expires') ?? '') - Date.parse(forum.now())
  expect(left / 86_400_000).toBeGreaterThan(28)
  expect(left / 86_400_000).toBeLessThan(31)
})

test('without a contact there is no security.txt', async () => {
  expect((await at('/.well-known/security.txt', silent)).status).toBe(404)
})
