import { expect, test } from 'vitest'
import { stepOf } from './estimate.ts'

test.each([
  ['CREATE TABLE "a" ("id" bigint PRIMARY KEY, "b" text NOT NULL);', { work: 'none' }],
  ['ALTER TABLE "a" ADD COLUMN "b" integer DEFAULT 1 NOT NULL;', { work: 'none' }],
  ['DROP INDEX "a_b";', { work: 'none' }],
  ['CREATE INDEX "a_b" ON "a" USING btree ("b","id");', { work: 'index', table: 'a' }],
  ['CREATE UNIQUE INDEX "a_b" ON "a" USING btree ("b");', { work: 'index', table: 'a' }],
  ['CREATE INDEX "a_v" ON "a" USING gin ("v");', { work: 'gin', table: 'a' }],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE bigint;', { work: 'rewrite', table: 'a' }],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', { work: 'check', table: 'a' }],
  [
    'ALTER TABLE "a" ADD CONSTRAINT "c" FOREIGN KEY ("b") REFERENCES "public"."d"("id");',
    { work: 'check', table: 'a' }
  ],
  ['-- fills it\nUPDATE "a"\nSET "b" = 1;', { work: 'update', table: 'a' }],
  ['INSERT INTO "b" SELECT "id" FROM "a";', { work: 'update', table: 'a' }]
])('%s', (statement, step) => {
  expect(stepOf(statement)).toEqual(step)
})
