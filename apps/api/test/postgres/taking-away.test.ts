import { fileURLToPath } from 'node:url'
import { migrationsIn, type Migration } from '@stoa/core/database'
import { expect, test } from 'vitest'
import { previousRelease } from '../../src/upgrade/running-versions.ts'
import { previous } from '../process/releases.ts'
import { takingAway } from './taking-away.ts'

const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url))

/** What the previous release does not need, by its migration, with the reason. */
const exceptions: Record<string, string> = {}

test('migrations take nothing away that the previous release uses', () => {
  const all = migrationsIn(folder)
  const last = all.findIndex(({ tag }) => tag === previous.lastMigration)
  expect(last).toBeGreaterThanOrEqual(0)
  const found = takingAway(all.slice(last + 1))
  expect(found.filter((one) => !exceptions[one])).toEqual([])
  expect(Object.keys(exceptions).filter((one) => !found.includes(one))).toEqual([])
})

test('nodes of the previous release are the oldest that may run on', () => {
  expect(previousRelease).toBe(previous.version)
})

const since = (...statements: string[]): Migration[] => [{ tag: '0099_next', statements }]

test.each([
  ['drop', 'ALTER TABLE "posts" DROP COLUMN "language";'],
  ['drop', 'DROP TABLE "posts";'],
  ['drop', 'ALTER TABLE "posts" ALTER COLUMN "state" DROP DEFAULT;'],
  ['rename', 'ALTER TABLE "posts" RENAME COLUMN "body" TO "text";'],
  ['rename', 'ALTER TABLE "posts" RENAME TO "messages";'],
  ['set not null', 'ALTER TABLE "posts" ALTER COLUMN "language" SET NOT NULL;'],
  ['change of type', 'ALTER TABLE "posts" ALTER COLUMN "number" SET DATA TYPE text;'],
  ['column that must be given', 'ALTER TABLE "posts" ADD COLUMN "place" text NOT NULL;']
])('%s is refused: %s', (kind, statement) => {
  expect(takingAway(since(statement))).toEqual([`0099_next: ${kind}`])
})

test.each([
  'CREATE TABLE "places" ("id" bigint NOT NULL);',
  'ALTER TABLE "posts" ADD COLUMN "place" text;',
  'ALTER TABLE "posts" ADD COLUMN "place" text DEFAULT \'\' NOT NULL;',
  'ALTER TABLE "posts" ALTER COLUMN "language" DROP NOT NULL;',
  'DROP INDEX "posts_place";'
])('what an older node can run with is accepted: %s', (statement) => {
  expect(takingAway(since(statement))).toEqual([])
})

test('what was added since may change again', () => {
  const table = since('CREATE TABLE "places" ("id" bigint);', 'DROP TABLE "places";')
  const added = 'ALTER TABLE "posts" ADD COLUMN "place" text;'
  const column = since(added, 'ALTER TABLE "posts" ALTER COLUMN "place" SET NOT NULL;')
  expect([takingAway(table), takingAway(column)]).toEqual([[], []])
})
