import { Linter } from 'eslint'
import { expect, test } from 'vitest'
import rule from '../../../../.config/own-tables.js'

const found = (code: string) => {
  const plugins = { stoa: { rules: { 'own-tables': rule } } as never }
  const config = { plugins, rules: { 'stoa/own-tables': 'error' } } as const
  return new Linter().verify(code, config).map(({ message }) => message)
}

const imported = "import { posts } from '@stoa/threads/tables'; import { own } from './schema.js';"

test.each(['db.insert(posts)', 'db.update(posts)', 'db.delete(posts).where(one)'])(
  'the lint refuses %s on a table of another package',
  (write) => {
    expect(found(`${imported} ${write}`)).toEqual([
      'posts belongs to @stoa/threads: call a verb of @stoa/threads that writes it, or add one there.'
    ])
  }
)

test.each(['insert into', 'update', 'delete from'])('and %s in SQL', (write) => {
  expect(found(`${imported} sql\`${write} \${posts} returning 1\``)).toHaveLength(1)
  expect(found(`${imported} sql\`${write} \${own} returning 1\``)).toEqual([])
})

test('reading them, writing own tables and those of core are allowed', () => {
  expect(found(`${imported} db.select().from(posts); db.update(own); seen.delete(one)`)).toEqual([])
  expect(found("import { settings } from '@stoa/core/schema'; db.insert(settings)")).toEqual([])
})
