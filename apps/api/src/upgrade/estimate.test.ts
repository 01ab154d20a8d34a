import { expect, test } from 'vitest'
import { estimate } from './estimate.ts'

const sizes = new Map([['posts', { bytes: 2e9, indexBytes: 1e9 }]])
const of = (...statements: string[]) => estimate({ tag: '0001_some', statements }, sizes)

test('what changes no rows takes no time, however large the table is', () => {
  const { seconds, bytes, locked } = of('ALTER TABLE "posts" ADD COLUMN "language" text;')
  expect([seconds < 1, bytes, locked]).toEqual([true, 0, []])
})

test('an index is built from its table, which cannot be written to meanwhile', () => {
  const { seconds, bytes, locked } = of('CREATE INDEX "posts_at" ON "posts" USING btree ("at");')
  expect([Math.round(seconds), bytes, locked]).toEqual([10, 1e8, ['posts']])
})

test('rows that are written again are written with their indexes', () => {
  const { seconds, bytes } = of('UPDATE "posts" SET "language" = \'en\';')
  expect([Math.round(seconds), bytes]).toEqual([375, 1.8e9])
})

test('a table that the migration makes itself is empty', () => {
  const { seconds, locked } = of('CREATE TABLE "a" ("b" text);', 'CREATE INDEX "c" ON "a" ("b");')
  expect([seconds < 1, locked]).toEqual([true, []])
})
