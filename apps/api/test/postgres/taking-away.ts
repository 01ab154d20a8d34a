import type { Migration } from '@stoa/core/database'
import { normalized } from '../../src/upgrade/estimate.ts'

/** What takes something away that an older node uses. Without an index it is slower, not wrong. */
const patterns: Record<string, RegExp> = {
  drop: /\bdrop (?:table|column|constraint|view|materialized view|function|trigger|type|sequence|default)\b/,
  rename: /\brename (?:to|column|constraint|value)\b/,
  'set not null': /\bset not null\b/,
  'change of type': /\b(?:set data type|alter column \w+ type)\b/,
  'column that must be given': /\badd column \w+ (?!.*\b(?:default|generated)\b).*\bnot null\b/
}

/**
 * Finds statements with which nodes of the previous release would fail.
 * @param migrations those since that release; what they made themselves it does not use
 * @returns the migration and the words of each
 */
export function takingAway(migrations: Migration[]): string[] {
  const statements = migrations.flatMap(({ tag, statements }) =>
    statements.map((statement) => ({ tag, text: normalized(statement) }))
  )
  const made = new Set(statements.flatMap(({ text }) => madeBy(text)))
  return statements.flatMap(({ tag, text }) => {
    const kind = Object.keys(patterns).find((name) => patterns[name]?.test(text))
    const isOwn = touchedBy(text).some((name) => made.has(name))
    return kind === undefined || isOwn || text.startsWith('create ') ? [] : [`${tag}: ${kind}`]
  })
}

/** The tables that a statement makes, and columns as `table.column`. */
function madeBy(text: string): string[] {
  const [, table] = /^create table (\w+)/.exec(text) ?? []
  const [, altered, column] = /^alter table (\w+) add column (\w+)/.exec(text) ?? []
  return [table, altered && `${altered}.${column}`].filter((name) => name !== undefined)
}

/** The table that a statement changes, and its column. */
function touchedBy(text: string): string[] {
  const [, table, rest = ''] = /^(?:alter|drop) table (\w+)(.*)/.exec(text) ?? []
  const [, column] = /\b(?:alter|drop|rename) column (\w+)/.exec(rest) ?? []
  return table === undefined ? [] : [table, `${table}.${column}`]
}
