import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Client, TestForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { look, titles } from './looking.ts'

/** Searches that both engines must answer; the tests of each engine run them. */
export function findingTests(forum: TestForum): void {
  let anna: Client
  let wallet: number

  const stuck = '提币一直卡住，区块浏览器显示成功'
  const hash = '0x8f3a2b99cc41d07e5a6b'

  beforeAll(async () => {
    anna = await forum.user({ username: 'anna' })
    wallet = await forum.category({ slug: 'wallet' })
    const body = `连接数据库超时，交易哈希 ${hash}，USDT 没有到账`
    const { id } = await createThread(anna, wallet, { title: stuck, body, tags: ['TRC20'] })
    await reply(anna, id, 'The withdrawal network fee was too low, café.')
    await createThread(anna, wallet, {
      title: 'Withdrawal pending for a day',
      body: 'The fee of the network.'
    })
    await createThread(anna, wallet, {
      title: 'Deposit of XRP without a memo',
      body: 'ERR_1042 as an answer'
    })
    await forum.settle()
  })

  describe('a search finds', () => {
    test.each([
      ['a word of two characters inside a sentence', '数据'],
      ['one typed in traditional characters', '數據庫'],
      ['a single character', '库'],
      ['words in any order', '浏览器 提币'],
      ['full-width letters', 'ＵＳＤＴ 到账'],
      ['a tag', 'trc20'],
      ['an ID by its first six characters', '0x8f3a2b'],
      ['both languages at once', 'usdt 没有到账']
    ])('%s', async (_what, typed) => {
      expect(await titles(forum.guest, typed)).toContain(stuck)
    })

    test('a word without its accents and in another case', async () => {
      expect(await titles(forum.guest, 'CAFE')).toEqual([stuck])
    })

    test('the matching post, with the number of other matches in its thread', async () => {
      const { items } = await look(forum.guest, '"network fee"')
      expect(items).toMatchObject([{ title: stuck, postNumber: 2, otherMatches: 0 }])
      expect(items[0]?.url).toMatch(/#p2$/)
    })

    test('nothing by five characters of an id or by part of a word', async () => {
      expect(await titles(forum.guest, hash.slice(0, 5))).toEqual([])
      expect(await titles(forum.guest, 'rawal')).toEqual([])
    })
  })

  test('a word inside a sentence of Thai, Lao, Khmer or Burmese', async () => {
    const sentences = [
      ['ถอนเงิน', 'ถามเรื่องถอนเงินไม่เข้าบัญชี'],
      ['ຖອນເງິນ', 'ຂ້ອຍຖອນເງິນບໍ່ໄດ້'],
      ['ដកប្រាក់', 'ខ្ញុំមិនអាចដកប្រាក់បានទេ'],
      ['ငွေထုတ်', 'ကျွန်တော်ငွေထုတ်၍မရပါ']
    ] as const
    for (const [, title] of sentences)
      await createThread(anna, wallet, { title, body: title, language: 'en' })
    await forum.settle()
    for (const [word, title] of sentences) expect(await titles(forum.guest, word)).toEqual([title])
  })

  test('quoted words side by side, without -word, and OR offers a choice', async () => {
    expect(await titles(forum.guest, '"network fee"')).toEqual([stuck])
    expect((await titles(forum.guest, 'network fee')).sort()).toEqual(
      [stuck, 'Withdrawal pending for a day'].sort()
    )
    expect(await titles(forum.guest, 'network -pending')).toEqual([stuck])
    expect(await titles(forum.guest, 'memo OR ERR_9999')).toEqual(['Deposit of XRP without a memo'])
  })

  test.each([
    ['why is my withdrawal still pending after two days', 'Withdrawal pending for a day'],
    ['为什么我的提币一直卡住没有成功怎么办', stuck]
  ])('most of the distinctive words of a whole question: %s', async (typed, title) => {
    const [first] = await titles(forum.guest, typed)
    expect(first).toBe(title)
  })

  test('an error code with a minus, which excludes no word', async () => {
    const { id } = await createThread(anna, wallet, {
      title: 'Clock of the server',
      body: 'It says -1021'
    })
    await forum.settle()
    const { items } = await look(forum.guest, '-1021')
    expect(items.map(({ threadId }) => threadId)).toEqual([id])
  })

  test('any combination of common characters and signs is answered', async () => {
    const characters = [...'啊的了吗是我在不提币 aOR-:"“”|&!*()\\\'<>0,。？%_@#/']
    const typed = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const { status } = await forum.guest.get(`/search?q=${encodeURIComponent(q)}`)
        expect(status).not.toBe(500)
      }),
      { numRuns: 60, examples: [['啊啊啊'], ['的的'], ['了了']] }
    )
  })

  test('a filter without words lists what it fits', async () => {
    expect(await titles(forum.guest, 'solved:no')).toContain(stuck)
    expect(await titles(forum.guest, 'solved:yes')).not.toContain(stuck)
  })

  test('matches are highlighted in titles as in snippets', async () => {
    const [hit] = (await look(forum.guest, 'memo')).items
    expect(hit?.titleHtml).toBe('Deposit of XRP without a <mark>memo</mark>')
  })

  test('results are grouped by thread and counted by category', async () => {
    const answer = await look(forum.guest, 'network')
    expect(answer.items.map(({ threadId }) => threadId)).toHaveLength(2)
    expect(answer).toMatchObject({ total: 2, totalIsExact: true, categories: [{ slug: 'wallet' }] })
  })

  test('a hit says whether staff have answered in its thread', async () => {
    const [open, answered] = [await createThread(anna, wallet), await createThread(anna, wallet)]
    for (const { id } of [open, answered]) await reply(anna, id, 'A malachite paperweight')
    await reply(await forum.user({ role: 'staff' }), answered.id, 'Ten minutes.')
    await forum.settle()
    const { items } = await look(forum.guest, 'malachite')
    expect(items).toHaveLength(2)
    expect(items).toContainEqual(
      expect.objectContaining({ threadId: answered.id, official: false, hasOfficialPost: true })
    )
    expect(items).toContainEqual(
      expect.objectContaining({ threadId: open.id, hasOfficialPost: false })
    )
  })

  test('a title ranks above a body with the same words', async () => {
    const [first] = await titles(forum.guest, 'withdrawal')
    expect(first).toBe('Withdrawal pending for a day')
  })

  test('threads closed as outdated rank below current ones', async () => {
    const ids: number[] = []
    for (const title of ['Tourmaline one', 'Tourmaline two'])
      ids.push((await createThread(anna, wallet, { title, body: 'How?' })).id)
    await forum.settle()
    const [first, latest] = await titles(forum.guest, 'tourmaline')
    const staff = await forum.user({ role: 'staff' })
    const at = first === 'Tourmaline one' ? 0 : 1
    await staff.put(`/threads/${ids[at]}/closing`, { reason: 'outdated' })
    expect(await titles(forum.guest, 'tourmaline')).toEqual([latest, first])
  })
}
