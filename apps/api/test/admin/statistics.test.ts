import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { settings } from '@stoa/core/schema'
import { countDays, deleteVisitors } from '@stoa/statistics'
import { dailyCounts, dailyVisitors } from '@stoa/statistics/schema'
import { escalate } from '../tickets/opening.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
const minute = 60_000
const day = 24 * 60 * minute
let categoryId: number

const ask = async (path = '') =>
  (await (await forum.user({ role: 'admin' })).get(`/statistics${path}`)).body
const count = () => countDays(forum.context())
const empty = () => forum.connection.db.delete(dailyCounts)

beforeAll(async () => void (categoryId = await forum.category({ slug: 'deposits' })))

test('questions, answers, solutions and escalations are counted, again and again', async () => {
  const [asker, helper] = [await forum.user(), await forum.user()]
  const [staff, other] = [await forum.user({ role: 'staff' }), await forum.user()]
  const threads = []
  for (let index = 0; index < 3; index += 1) threads.push(await createThread(asker, categoryId))
  const [solved, official] = threads
  await escalate(asker, threads[2]?.id ?? 0)
  forum.advance(5 * minute)
  const answer = await reply(helper, solved?.id ?? 0)
  await asker.put(`/threads/${solved?.id}/accepted-answer`, { postId: answer.id })
  forum.advance(10 * minute)
  const officialAnswer = await reply(staff, official?.id ?? 0)
  await asker.put(`/threads/${official?.id}/accepted-answer`, { postId: officialAnswer.id })
  await reply(asker, threads[2]?.id ?? 0, 'I ask myself.')
  await createThread(other, categoryId, { kind: 'discussion' })
  await count()
  const found = await ask()
  expect(found.questions.total).toBe(3)
  expect([found.solved.total, found.solvedByMembers.total]).toEqual([2, 1])
  expect([found.answers.total, found.escalations.total]).toEqual([3, 1])
  expect(found.answerTimes).toMatchObject({ median: 10, p90: 14 })
  expect(found.signUps.total).toBeGreaterThanOrEqual(4)
  forum.advance(61 * minute)
  await count()
  await count()
  expect((await ask()).questions.total).toBe(found.questions.total)
  forum.advance(28 * day)
  expect((await ask()).questions).toMatchObject({ total: 3 })
  forum.advance(3 * day)
  expect((await ask()).questions.total).toBe(0)
})

test('after a pause all days since are counted, and the past in parts', async () => {
  const { db } = forum.connection
  const asked = async () => {
    const rows = await db.select().from(dailyCounts)
    const questions = rows.filter(({ metric }) => metric === 'questions')
    return questions.reduce((sum, { value }) => sum + value, 0)
  }
  const before = await asked()
  forum.advance(day)
  await createThread(await forum.user(), categoryId)
  forum.advance(200 * day)
  await count()
  expect(await asked()).toBe(before + 1)
  await empty()
  await db.delete(settings).where(eq(settings.name, 'statistics'))
  await count()
  expect(await asked()).toBe(0)
  for (let run = 0; run < 3; run += 1) await count()
  expect(await asked()).toBe(before + 1)
})

test('behind filters, fewer than five are withheld; a category has no sign-ups', async () => {
  await empty()
  const [today] = (await ask()).days.slice(-1)
  const row = (
    metric: 'questions' | 'sign_ups',
    language: string,
    value: number,
    id = categoryId
  ) => ({
    ...{ day: today, metric, language, value, categoryId: id }
  })
  await forum.connection.db
    .insert(dailyCounts)
    .values([row('questions', 'en', 7), row('questions', 'zh-CN', 4), row('sign_ups', 'en', 9, 0)])
  expect((await ask('?language=en')).questions.total).toBe(7)
  expect((await ask('?language=zh-CN')).questions).toBeNull()
  expect((await ask('?category=deposits')).questions.total).toBe(11)
  expect((await ask('?category=deposits')).signUps).toBeNull()
  expect(await ask('?category=nowhere')).toMatchObject({ code: 'not_found' })
})

const isBetween = (values: number[], share: number) => {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return Math.round(low + (high - low) * (at - Math.floor(at)))
}

test('median and p90 are those of all questions of the period, whatever their day', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { days } = await ask()
  const minutes = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(fc.array(minutes, { minLength: 1, maxLength: 30 }), async (byDay) => {
      await empty()
      const rows = byDay.map((values, index) => ({ day: days[index], minutes: values }))
      const fixed = { metric: 'first_answers', value: 1 } as const
      await forum.connection.db
        .insert(dailyCounts)
        .values(rows.map((row) => ({ ...row, ...fixed })))
      const { answerTimes } = (await admin.get('/statistics')).body
      const all = byDay.flat()
      expect(answerTimes.median).toBe(isBetween(all, 0.5))
      expect(answerTimes.p90).toBe(isBetween(all, 0.9))
      expect(answerTimes.values[0].median).toBe(isBetween(byDay[0] ?? [], 0.5))
    }),
    { numRuns: 25 }
  )
})

test('the CSV has a row for each day, of one chart if asked, and no formulas', async () => {
  await forum.category({ slug: 'formulas', name: { en: '=HYPERLINK("https://evil.test")' } })
  const admin = await forum.user({ role: 'admin' })
  const { text, headers } = await admin.get('/statistics/csv?category=formulas')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(text.trim().split('\r\n')).toHaveLength(31)
  expect(text).toContain(`"'=HYPERLINK(""https://evil.test"")"`)
  const one = await admin.get('/statistics/csv?chart=solved')
  expect(one.text).toContain('day,category,language,solved,solved_by_members\r\n')
})

test('the visitors of past days are deleted', async () => {
  const { db } = forum.connection
  await db.insert(dailyVisitors).values({ day: '2020-01-01', categoryId: 0, person: 'x' })
  await deleteVisitors(forum.context())
  expect(await db.$count(dailyVisitors)).toBe(0)
})
