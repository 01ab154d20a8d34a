import type { Failure } from '@stoa/articles/files'
import { Problem } from '@stoa/core'
import { parse } from 'yaml'

const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g
const invisible = /[\u00AD\u200B\u2060-\u2064\uFEFF]/g

/** A file after what docs/articles.md says that an export changes. */
export function listedNormalisations(file: string): string {
  const [, yaml = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(file) ?? []
  const { slug: _, author: __, owner: ___, tags, ...values } = parse(yaml) as Values
  const text = body.replace(lineBreaks, '\n').replace(invisible, '').normalize('NFC')
  const inOrder = Object.entries({ ...values, tags: tags?.map((tag) => tag.toLowerCase()) })
  return JSON.stringify([
    inOrder.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    text.replace(/^(?:[ \t]*\n)+/, '').trimEnd()
  ])
}

type Values = Record<string, unknown> & { tags?: string[] }

/** How many files were refused for which reason, with an example. */
export function explainedFailures(failures: readonly Failure[]): string[] {
  const reasons = Map.groupBy(failures, ({ error }) =>
    error instanceof Problem
      ? [error.code, ...error.errors.map(({ path, message }) => `${path} ${message}`)].join(' ')
      : error.message
  )
  return [...reasons].map(
    ([reason, { length, 0: first }]) => `${length} × ${reason} (${first?.file}:${first?.line})`
  )
}
