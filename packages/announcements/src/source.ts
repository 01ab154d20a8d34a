import { behindOf } from '@stoa/accounts/approvals'
import type { Context } from '@stoa/core'
import { approversOf } from './approvers.ts'
import { renderVersion } from './content.ts'
import type { AnnouncementSource } from './endpoints/writing-contract.ts'
import { namesOfTypes } from './types.ts'
import { outsideOf } from './outside.ts'
import { blanksLeft } from './blanks.ts'
import { authorize, basesOf, can, clearance, findAnnouncement } from './policy.ts'
import { announcementEditions, editorsOf } from './revisions.ts'
import { snapshotOfContent } from './snapshots.ts'

/**
 * Returns the newest version as source and preview, and what is needed to publish it.
 * @throws Problem 404, 401 and 403 as `rules.announce`
 */
export async function sourceOf(ctx: Context, id: number): Promise<AnnouncementSource> {
  authorize.announce(ctx.actor)
  const found = await findAnnouncement(ctx, id)
  const { content } = await announcementEditions.read(ctx, found)
  const version = await renderVersion(ctx, content)
  const outside = await outsideOf(ctx, version)
  const cleared = clearance(basesOf(found, content), outside.length === 0)
  const approved = found.approvedRevision === found.revision
  const second = cleared !== 'clear' && !approved
  return {
    id,
    state: found.state,
    revision: found.revision,
    typeName: (await namesOfTypes(ctx)).get(content.type) ?? content.type,
    content,
    snapshot: await snapshotOfContent(ctx, content, found.revision),
    preview: version.texts.map(({ locale, title, html }) => ({ language: locale, title, html })),
    outside,
    mayClean: outside.length > 0 && can.publishClean(ctx.actor, found, content),
    needsSecondPerson: second,
    changesWait: cleared === 'wait',
    blanks: await blanksLeft(ctx, content.texts, found.createdAt),
    approvalMayFollow: cleared === 'look_later',
    approvers: second && found.state !== 'draft' ? await approversOf(ctx, id) : [],
    mayPublish: can.publish(ctx.actor, found),
    mayApprove:
      !approved && can.approve(ctx.actor, found, await behindOf(ctx, await editorsOf(ctx, id)))
  }
}
