import type { Context } from '@stoa/core'
import type { Translation } from '../policy.ts'
import { renderVersion } from './content.ts'
import { criticalChanges, type Noted } from './critical-parts.ts'
import { articleEditions } from './revisions.ts'

/** Returns the public version of a translation, and the critical parts that another one changes. */
export async function compareWithPublic(ctx: Context, found: Translation, version: Noted) {
  const revision = await articleEditions.find(ctx, found, found.publicRevision)
  if (!revision) return { shown: null, critical: [] }
  const { title, slug, summary } = revision.content
  const note = found.revision === found.publicRevision ? null : version.note
  const before = await renderVersion(ctx, found.language, revision.content)
  return {
    shown: { title, slug, summary, html: before.html },
    critical: await criticalChanges(ctx, before, { ...version, note })
  }
}
