import { beforeAll, expect, test } from 'vitest'
import { dailyCounts } from '@stoa/statistics/schema'
import { startForum } from '../forum.ts'

const forum = startForum({ web: true })
let categoryId: number

beforeAll(async () => void (categoryId = await forum.category({ slug: 'deposits' })))

async function page(path = '') {
  const admin = await forum.user({ role: 'admin' })
  return (await admin.inject({ method: 'GET', url: `/admin${path}` })).text
}

test('a new forum is told what will be drawn', async () => {
  expect(await page()).toContain('Nothing to draw yet')
})

test('each chart is drawn, with its table and file, also behind filters', async () => {
  const day = forum.now().slice(0, 10)
  const row = { day, categoryId, language: 'en' }
  await forum.connection.db.insert(dailyCounts).values([
    { ...row, metric: 'questions', value: 8 },
    { ...row, metric: 'solved', value: 6 },
    { ...row, metric: 'solved_by_members', value: 5 },
    { ...row, metric: 'first_answers', value: 5, minutes: [5, 6, 7, 8, 90] },
    { ...row, metric: 'escalations', value: 6 },
    { ...row, categoryId: 0, metric: 'visits', value: 1234 }
  ])
  const whole = await page()
  expect(whole.match(/<svg[^>]*role="img"/g)).toHaveLength(7)
  expect(whole).toContain('75% are solved, 63% by members.')
  expect(whole).toContain('answered within 7 minutes')
  expect(whole).toContain('1,234')
  const filtered = await page('?category=deposits&language=en')
  expect(filtered).toContain('statistics/csv?category=deposits&amp;language=en&amp;chart=solved')
  expect(filtered).not.toContain('Sign-ups')
  expect(await page('?language=zh-CN')).not.toContain('1,234')
})

test('the numbers of all charts are one statement, behind filters too', async () => {
  const admin = await forum.user({ role: 'admin' })
  for (const path of ['/statistics', '/statistics?category=deposits&language=en']) {
    await admin.get(path)
    expect(await forum.count(() => admin.get(path)), path).toBe(1)
  }
})
