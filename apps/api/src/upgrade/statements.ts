/** What a statement of a migration does with the rows of a table, which decides how long it takes. */
export type Work = 'none' | 'check' | 'index' | 'gin' | 'update' | 'rewrite'

export type Step = { work: Work; table?: string }

const patterns: [Work, RegExp][] = [
  ['gin', /^create index .*? on (\w+) using gin/],
  ['index', /^create (?:unique )?index .*? on (\w+)/],
  ['rewrite', /^alter table (\w+) .*(?:\bset data type\b|\balter column \w+ type\b|\bstored\b)/],
  ['check', /^alter table (\w+) .*(?:\bforeign key\b|\bcheck ?\(|\bset not null\b)/],
  ['index', /^alter table (\w+) .*(?:\bunique\b|\bprimary key\b)/],
  ['update', /^(?:update|delete from) (\w+)/],
  ['update', /^insert into .*? from (\w+)/],
  ['update', /^(?:with|do) .*\b(?:update|delete from) (\w+)/]
]

/** Reads what a statement takes. What is no work on rows takes the same for any table. */
export function stepOf(statement: string): Step {
  const text = normalized(statement)
  for (const [work, pattern] of patterns) {
    const [, table] = pattern.exec(text) ?? []
    if (table !== undefined) return { work, table }
  }
  return { work: 'none' }
}

/** In lower case on one line, without quotes, schemas and comments. */
export const normalized = (statement: string): string =>
  statement
    .replace(/--.*$/gm, '')
    .toLowerCase()
    .replace(/"?\bpublic"?\.|\bonly\b|\bif (?:not )?exists\b|"/g, '')
    .replace(/\s+/g, ' ')
    .trim()
