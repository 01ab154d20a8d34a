import { and, count, gt, isNotNull, isNull, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { noticePeriod } from './notice.ts'
import { documentVersions } from './schema.ts'
import { waits } from './stored.ts'

/** Selects the number of versions that wait to be published. Only admins may see it. */
export const documentsToPublish = ({ db }: Context) =>
  db.select({ count: count() }).from(documentVersions).where(waits)

/** Selects the number of public versions that take effect within 14 days. */
export const upcomingVersions = ({ db, now }: Context) => {
  const { number, effectiveAt, withdrawnAt } = documentVersions
  const isNear = and(gt(effectiveAt, now), lte(effectiveAt, after(now, noticePeriod)))
  const takesEffect = and(isNotNull(number), isNull(withdrawnAt))
  return db.select({ count: count() }).from(documentVersions).where(and(takesEffect, isNear))
}
