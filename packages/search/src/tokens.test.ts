import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from './query.ts'
import { tokenise, toVector } from './tokens.ts'
import { distinctiveLexemes, toPrefixTsquery, toTsquery } from './tsquery.ts'

const lexemes = (text: string) => tokenise(text).map((token) => token.lexeme)

/** Milliseconds of the fastest of many runs, so that other load on the machine does not matter. */
function fastest(body: string): number {
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now()
    toVector({ title: null, body })
    return performance.now() - start
  })
  return Math.min(...times)
}

describe('the tokens of a text', () => {
  test('are pairs of Han and the last character of each run', () => {
    expect(lexemes('提现失败')).toEqual(['提现', '现失', '失败', '败'])
  })

  test('are lower-case words otherwise, even beside Han', () => {
    expect(lexemes('我的API密钥 ERR_1042，ＵＳＤＴ')).toEqual([
      '我的',
      '的',
      'api',
      '密钥',
      '钥',
      'err',
      '1042',
      'usdt'
    ])
  })

  test.each([
    ['ถอนเงิน', 'ถอนเงินไม่เข้า'],
    ['ຖອນເງິນ', 'ຖອນເງິນບໍ່ໄດ້'],
    ['ដកប្រាក់', 'មិនអាចដកប្រាក់បាន'],
    ['ငွေထုတ်', 'ငွေထုတ်၍မရပါ']
  ])('find %s within %s, as such scripts have no spaces', (word, sentence) => {
    const found = lexemes(sentence)
    const pairs = lexemes(word).slice(0, -1)
    expect(pairs.length).toBeGreaterThan(3)
    expect(found).toEqual(expect.arrayContaining(pairs))
  })

  test('map traditional to simplified characters', () => {
    expect(lexemes('數據庫後臺裡著')).toEqual(lexemes('数据库后台里着'))
  })

  test('take one position per character of a run and per word', () => {
    expect(tokenise('提现 to 钱包').map((token) => token.position)).toEqual([1, 2, 3, 4, 5])
  })

  test('take time proportional to the length of the text', () => {
    const post = '我昨天從交易所提現到錢包 address 0x8f3a，到現在都沒有到帳。'
    const [short, long] = [14, 112].map((times) => fastest(post.repeat(times)))
    expect((long ?? 0) / (short ?? 0)).toBeLessThan(24)
  })
})

describe('the vector of a post', () => {
  test('weighs title and body separately', () => {
    expect(toVector({ title: 'API 密钥', body: 'key' })).toBe(
      "'api':1A '密钥':2A '钥':3A 'key':14B '^密' '^钥'"
    )
  })

  test('keeps positions below PostgreSQL’s limit for texts of any length', () => {
    const vector = toVector({ title: null, body: '充值'.repeat(10_000) })
    const places = [...vector.matchAll(/[:,](\d+)B/g)].map((match) => Number(match[1]))
    expect(Math.max(...places)).toBeLessThanOrEqual(16_383)
  })

  test('contains nothing that could end a quoted lexeme', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rest = toVector({ title: text, body: text, tags: [text] }).replace(
          /'[^'\\]+':[\dAB,]+|'\+\w+'|'\^[^'\\]+'/g,
          ''
        )
        expect(rest.trim()).toBe('')
      })
    )
  })
})

type Places = Map<string, Set<number>>

function read(vector: string): Places {
  const rows = [...vector.matchAll(/'([^']+)':([\dAB,]+)/g)]
  return new Map(
    rows.map((row) => [
      row[1] ?? '',
      new Set((row[2] ?? '').split(',').map((place) => parseInt(place)))
    ])
  )
}

function placesOf(operand: string, places: Places): Set<number> {
  const [, lexeme = '', flags = ''] = /'([^']+)'(?::(.*))?/.exec(operand) ?? []
  if (!flags.includes('*')) return places.get(lexeme) ?? new Set()
  const found = [...places].filter(([key]) => key.startsWith(lexeme))
  return new Set(found.flatMap(([, set]) => [...set]))
}

/** Evaluates a phrase of operands and distances as PostgreSQL does. */
function phraseMatches(phrase: string, places: Places): boolean {
  const parts = phrase.split(/ ?<(\d+)> /)
  let ends = placesOf(parts[0] ?? '', places)
  for (let index = 1; index < parts.length; index += 2) {
    const next = placesOf(parts[index + 1] ?? '', places)
    const distance = Number(parts[index])
    ends = new Set([...ends].map((end) => end + distance).filter((end) => next.has(end)))
  }
  return ends.size > 0
}

function found(term: string, text: string): boolean {
  const tsquery = toTsquery({ all: [[{ text: term, isQuoted: false }]], none: [] })
  return phraseMatches(tsquery.replace(/[()]/g, ''), read(toVector({ title: null, body: text })))
}

const mixed = fc
  .array(fc.constantFrom(...'提现失败数據庫充值。，  API key tx8f3a2b 𠮷 の', '\n', 'pending'), {
    minLength: 3,
    maxLength: 60
  })
  .map((parts) => parts.join(''))

const isWord = (character: string | undefined) => /^[a-z0-9]$/i.test(character ?? '')

describe('a query', () => {
  test('finds every part of a text that begins and ends between words', () => {
    const cut = fc.tuple(mixed, fc.nat(), fc.nat()).map(([text, one, other]) => {
      const characters = Array.from(text)
      let [start = 0, end = 0] = [one, other]
        .map((at) => at % (characters.length + 1))
        .sort((a, b) => a - b)
      while (isWord(characters[start]) && isWord(characters[start - 1])) start -= 1
      while (isWord(characters[end]) && isWord(characters[end - 1])) end += 1
      return { text, term: characters.slice(start, end).join('') }
    })
    fc.assert(
      fc.property(cut, ({ text, term }) => {
        fc.pre(tokenise(term).length > 0)
        expect(found(term, text)).toBe(true)
      }),
      { numRuns: 1000 }
    )
  })

  test('finds a phrase anywhere in a long text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19_000 }), (at) => {
        const filler = Array.from({ length: 10_000 }, (_, index) =>
          String.fromCharCode(0x5000 + (index % 9000))
        )
        const text =
          filler.join('').repeat(2).slice(0, at) + '提现到账 network fee' + filler.join('')
        expect(found('提现到账 network', text)).toBe(true)
      }),
      { numRuns: 20 }
    )
  })

  test('does not find what is not there', () => {
    expect(found('现提', '提现失败')).toBe(false)
    expect(found('失败 key', 'key 失败')).toBe(false)
    expect(found('据库表', '数据库的表')).toBe(false)
  })

  test('finds a single Han anywhere and an id by its first six characters', () => {
    expect(['提', '现', '败'].map((one) => found(one, '提现失败'))).toEqual([true, true, true])
    expect(found('0x8f3a2b', 'tx 0x8f3a2b99cc failed')).toBe(true)
    expect(found('0x8f', 'tx 0x8f3a2b99cc failed')).toBe(false)
  })

  test('in traditional characters finds simplified ones and the reverse', () => {
    expect(found('數據庫', '连接数据库超时')).toBe(true)
    expect(found('数据库', '連接數據庫逾時')).toBe(true)
  })

  test('as tsquery', () => {
    expect(toTsquery(parseQuery('"API密钥" 提现 OR 充值 -scam'))).toBe(
      "(('api' <1> '密钥')) & (('提现') | ('充值')) & !('scam')"
    )
    expect(toTsquery(parseQuery('钥 in:title'))).toBe("(('钥':*))")
  })

  test('that is being typed matches completions of its last word', () => {
    expect(toPrefixTsquery('my depo')).toBe("('my') & ('depo':*)")
  })

  test('has distinctive lexemes', () => {
    const text = 'How do I withdraw USDT 怎么提现'
    expect(distinctiveLexemes(text)).toEqual(['withdraw', 'usdt', '么提', '提现'])
    expect(distinctiveLexemes('how to 怎么')).toEqual([])
  })
})
