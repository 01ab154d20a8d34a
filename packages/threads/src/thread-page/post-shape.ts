import type { Context } from '@stoa/core'
import type { Post } from './post-contract.ts'
import { can, type ThreadFacts } from '../policy.ts'
import { answersFor } from '../fields/known-fields.ts'
import { withForumLinks } from './forum-links.ts'
import type { StoredPost } from './post-rows.ts'
import { authorshipOf } from '../rendering/stored.ts'
import { renderedFor, htmlFor } from '../rendering/reader-html.ts'
import { withoutAddressMark } from '../rendering/wallet-strings.ts'
import { outdatedIn } from '../answers/outdated.ts'
import { postUrls } from '../urls.ts'

/** Facts about the thread that its posts' shapes depend on. */
export type PostsThread = ThreadFacts & {
  id: number
  title: string
  acceptedPostId: number | null
}

/** Returns posts in the shape of the contract, and stubs of those the actor may not read. */
export async function postsOf(
  ctx: Context,
  thread: PostsThread,
  rows: StoredPost[]
): Promise<Post[]> {
  const answersOf = await answersFor(ctx, rows)
  const addressed = { ...thread, answersOf, urlOf: postUrls(thread.id, thread.title) }
  return withForumLinks(ctx, await Promise.all(rows.map((row) => postOf(ctx, addressed, row))))
}

type Addressed = PostsThread & {
  answersOf: Awaited<ReturnType<typeof answersFor>>
  urlOf(number: number): string
}

// The contract drops what is only for the server. A copy without it would cost as much as the rest.
async function postOf(ctx: Context, thread: Addressed, row: StoredPost): Promise<Post> {
  const text = await shownHtml(ctx, thread, row)
  return {
    ...row,
    html: text?.html ?? null,
    fields: thread.answersOf(row.fieldValues),
    namesWallet: !row.official && text?.namesWallet === true,
    leadsOut: row.leadsOut && row.html !== null,
    url: row.movedPostId === null ? thread.urlOf(row.number) : `/p/${row.movedPostId}`,
    hiddenReason: row.state === 'hidden' ? row.hiddenReason : null,
    outdated: outdatedIn(thread.id, row.outdatedAt, row.successor),
    replyTo: replyToOf(row.replyToNumber, row.replyToUsername),
    accepted: thread.acceptedPostId === row.id,
    can: abilities(ctx.actor, thread, row)
  }
}

async function shownHtml(ctx: Context, thread: Addressed, row: StoredPost) {
  const { html, outdatedBody } = row
  if (outdatedBody !== null)
    return withoutAddressMark(await renderedFor(ctx, outdatedBody, authorshipOf(row, thread)))
  return html === null ? null : withoutAddressMark(await htmlFor(ctx, { ...row, html }, thread))
}

const replyToOf = (number: number | null, username: string | null) =>
  number === null || username === null ? null : { number, username }

const nothing = {
  vote: false,
  edit: false,
  withdraw: false,
  accept: false,
  outdate: false,
  report: false,
  hide: false,
  restore: false,
  unassign: false,
  approve: false
}

function abilities(actor: Context['actor'], thread: PostsThread, post: StoredPost): Post['can'] {
  if (actor.id === 0 || !post.readable) return nothing
  const moderator = can.moderate(actor, thread) && post.authorId !== actor.id
  return {
    ...nothing,
    vote: can.vote(actor, thread, post),
    edit: can.editPost(actor, thread, post),
    withdraw: can.withdraw(actor, post),
    accept: post.number > 1 && post.state === 'visible' && can.solve(actor, thread),
    outdate: can.outdate(actor, thread, post),
    report: post.state === 'visible' && can.report(actor, post.authorId),
    ...(moderator ? powersOver(actor, thread, post) : {})
  }
}

const powersOver = (actor: Context['actor'], thread: PostsThread, post: StoredPost) => ({
  // A post that awaits approval is refused instead of hidden.
  hide: post.state !== 'awaiting_approval' && can.hide(actor, thread, post),
  restore: can.restore(actor, thread, post),
  unassign: can.unassign(actor, thread, post),
  approve: can.approve(actor, thread, post)
})
