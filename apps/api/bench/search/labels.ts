import { readFileSync } from 'node:fs'
import type { Locale } from '@stoa/core'

/** A query with a grade per thread or article: 2 answers it, 1 helps, others do not. */
export type Labelled = {
  group: string
  /** The language of the searching user. */
  locale: Locale
  query: string
  grades: Map<string, 1 | 2>
}

const languages: Record<string, Locale> = { Traditional: 'zh-TW', English: 'en', Mistyped: 'en' }

/** Reads a file of labels, whose first lines describe its format. */
export function readLabels(file = 'labelled.txt'): Labelled[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')
  let group = ''
  return lines.flatMap((line) => {
    if (line.startsWith('## ')) group = line.slice(3)
    const [query, keys] = line.split(' => ')
    if (line.startsWith('#') || !query || !keys) return []
    const locale = languages[group.split(' ')[0] ?? ''] ?? 'zh-CN'
    return [{ group, locale, query, grades: gradesOf(keys) }]
  })
}

function gradesOf(keys: string): Labelled['grades'] {
  const [answers = '', helps = ''] = keys.split(';')
  const named = (list: string) => list.trim().split(/\s+/).filter(Boolean)
  return new Map([
    ...named(answers).map((key) => [key, 2] as const),
    ...named(helps).map((key) => [key, 1] as const)
  ])
}
