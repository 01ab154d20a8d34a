import type { z } from 'zod'
import type { Connection } from '@stoa/core/database'
import type { searchQuery } from '@stoa/search/contract'
import { randomNumbers } from '../texts.ts'
import { readLabels } from './labels.ts'
import { vocabulary } from './writing.ts'

/** `suggest` is a suggestion while typing instead of a search. */
export type Asked = z.input<typeof searchQuery> & { suggest?: boolean }

export type QueryClass = { name: string; queries: Asked[] }

const common = [
  ...[
    'the',
    'deposit',
    'withdrawal',
    'network',
    'address',
    'support',
    'account',
    'and',
    'you',
    'is'
  ],
  ...['充值', '提现', '地址', '海港', '客服', '我们', '到账', '网络', '没有', '可以']
]
const each = 200

type Text = { body: string; title: string; language: string }

/** Queries of every class, cut from texts in the database; the same in every run. */
export async function queryClasses({ sql }: Connection): Promise<QueryClass[]> {
  const random = randomNumbers(5)
  const [{ newest } = { newest: 1 }] = await sql<{ newest: number }[]>`
    select max(id) as newest from posts`
  const ids = Array.from({ length: each }, () => 1 + Math.floor(random() * newest))
  const texts = await sql<Text[]>`
    select body, title, threads.language from posts join threads on threads.id = thread_id
    where posts.id = any(${ids}) order by posts.id`
  const hashes = await sql<{ body: string }[]>`
    select body from posts where id > ${Math.floor(newest / 3)} and body like '%TxID%' limit ${each}`
  return classesOf(
    texts,
    hashes.map(({ body }) => /TxID (\w+)/.exec(body)?.[1] ?? '')
  )
}

function classesOf(texts: Text[], hashes: string[]): QueryClass[] {
  const words = texts.map((text, at) => twoWords(text, at))
  return [
    { name: 'rare word', queries: rareWords().map((q) => ({ q })) },
    { name: 'common word', queries: repeated(common).map((q) => ({ q })) },
    { name: 'two words', queries: words.map((q) => ({ q })) },
    { name: 'phrase', queries: texts.map((text) => ({ q: `"${phrase(text)}"` })) },
    { name: 'whole question', queries: repeated(questions()).map((q) => ({ q })) },
    { name: 'filtered', queries: repeated(common).map((q, at) => ({ q, ...filter(at) })) },
    { name: 'one character', queries: characters(texts).map((q) => ({ q })) },
    { name: 'id', queries: hashes.map((hash, at) => ({ q: hash.slice(0, 6 + (at % 6)) })) },
    { name: 'mistyped word', queries: repeated(mistyped).map((q) => ({ q })) },
    {
      name: 'suggestions',
      queries: texts.map((text, at) => ({ q: begun(text, at), suggest: true }))
    }
  ]
}

const questions = () =>
  readLabels()
    .filter(({ group }) => group === 'Whole questions')
    .map(({ query }) => query)

function rareWords() {
  const { rare } = vocabulary()
  return Array.from({ length: each }, (_, at) => rare(at % 2 ? 'en' : 'zh-CN', at))
}

const mistyped = [
  'depsoit',
  'withdrwal',
  'verifcation',
  'suport',
  'adress',
  'netwrok',
  'confimation'
]

const repeated = (list: string[]) =>
  Array.from({ length: each }, (_, at) => list[at % list.length] ?? '')

const filters: Omit<Asked, 'q'>[] = [
  { category: 'bench-3' },
  { author: 'member7' },
  { author: 'member4000' },
  { official: 'true' },
  { solved: 'false' },
  { kind: 'discussion' },
  { language: 'en' },
  { tag: 'tag7' },
  { before: '2024-06-01' },
  { after: '2025-06-01', category: 'bench-4' },
  { in: 'title' }
]
const filter = (at: number) => filters[at % filters.length]

const runs = (text: string) => text.match(/[a-z]{3,}|\p{sc=Han}{2,}/giu) ?? ['deposit']

/** Two words of one text that are not adjacent. */
function twoWords({ body }: Text, at: number): string {
  const found = runs(body)
  const first = found[at % found.length] ?? ''
  const second = found[(at * 7 + 3) % found.length] ?? ''
  return `${first.slice(0, 12)} ${second.slice(0, isHan(second) ? 4 : 12)}`
}

/** One character per text, common and rare ones as they occur. */
const characters = (texts: Text[]) =>
  texts.map(({ body }, at) => {
    const found = body.match(/\p{sc=Han}/gu) ?? ['库']
    return found[(at * 13) % found.length] ?? '库'
  })

const isHan = (text: string) => /\p{sc=Han}/u.test(text)

/** Three neighbouring words, or up to six characters of a run. */
function phrase({ body, title, language }: Text): string {
  const text = `${body}\n${title}`
  const words = /[a-z']{2,} [a-z']{2,} [a-z']{2,}/i.exec(text)?.[0]
  const run = text.match(/\p{sc=Han}{4,}/gu)?.[0].slice(0, 6)
  return (language === 'en' ? (words ?? run) : (run ?? words)) ?? title
}

const begun = ({ title }: Text, at: number) => title.slice(0, 2 + (at % 10))
