import { sql, type SQL } from 'drizzle-orm'
import { after, atLeast, permissions, refuseUnless, type Actor } from '@stoa/core'
import { accountRules } from '@stoa/accounts'
import { moderatorRules } from './moderator-rules.ts'
import {
  isWriter,
  moderates,
  readsCategory,
  type CategoryRule,
  type Readership,
  type Writers
} from './visibility.ts'
import { posts, threads } from './schema.ts'

type Thread = typeof threads.$inferSelect & {
  rule: CategoryRule
  writers: Writers
  escalated: boolean
}
/** Facts about a category that rules about writing in it ask. */
type Written = { id: number; rule: CategoryRule; writers: Writers }
type Post = typeof posts.$inferSelect
/** Facts about a thread that most rules ask. */
export type ThreadFacts = Pick<
  Thread,
  'authorId' | 'categoryId' | 'closedAt' | 'state' | 'rule' | 'writers'
>
type PostFacts = Pick<Post, 'authorId' | 'state'>
type Answered = Pick<Thread, 'categoryId' | 'acceptedPostId'>
type Asked = Pick<Thread, 'authorId' | 'categoryId' | 'kind'>

const undoWithin = 7 * 24 * 3600_000

const { participate, report, speak } = accountRules
const { moderate, restructure } = moderatorRules

const isStaff = ({ role }: Actor) => atLeast(role, 'staff')
const isOwn = (actor: Actor, { authorId }: { authorId: number }) => authorId === actor.id
const isKept = ({ state }: PostFacts) => state === 'visible' || state === 'awaiting_approval'
// An approved title is no longer the author's alone to change.
const isApproved = ({ rule, state }: ThreadFacts) =>
  rule === 'approve_first' && state !== 'awaiting_approval'

/** Nobody writes in an archived category, nor in another group's. */
const writeThere = (actor: Actor, { id, writers }: Pick<Written, 'id' | 'writers'>) =>
  writers === null
    ? refuseUnless(false, 409, 'category_archived')
    : refuseUnless(isWriter(actor, { id, writers }), 403, 'category_group_writes')

const createThread = (actor: Actor, { id, rule, writers }: Written) =>
  speak(actor, id) ??
  refuseUnless(rule !== 'read_only' || moderates(actor, id), 403, 'category_read_only') ??
  writeThere(actor, { id, writers })

const writeIn = (actor: Actor, { closedAt, categoryId, writers }: ThreadFacts) =>
  refuseUnless(closedAt === null || moderates(actor, categoryId), 409, 'thread_closed') ??
  writeThere(actor, { id: categoryId, writers })

/** `reply` as far as it asks of the thread's row, for the statement that adds the reply. */
export const isRepliable = (isModerator: SQL) =>
  sql`${threads.state} = 'visible' and (${threads.closedAt} is null or ${isModerator})`

const question = ({ kind }: Pick<Thread, 'kind'>) =>
  refuseUnless(kind === 'question', 409, 'not_a_question')

/** The asker and staff decide what solved a question. */
const solve = (actor: Actor, thread: Pick<Thread, 'authorId' | 'categoryId'>) =>
  speak(actor, thread.categoryId) ??
  refuseUnless(isOwn(actor, thread) || isStaff(actor), 403, 'not_own_thread')

const ownPost = (actor: Actor, post: PostFacts) =>
  refuseUnless(isOwn(actor, post), 403, 'not_own_post')

/** `vote` as far as it asks of the rows, for the statement that votes. */
export const isVotable = (voter: SQL) => sql`${posts.state} = 'visible'
  and ${threads.state} = 'visible' and ${posts.authorId} <> ${voter}`

/** Permissions on a category, thread or post that the actor can see. */
export const rules = {
  ...moderatorRules,
  readCategory: (actor: Actor, category: Readership & { id: number }) =>
    refuseUnless(readsCategory(actor, category), 404, 'not_found'),
  createThread,
  reply: (actor: Actor, thread: ThreadFacts) =>
    speak(actor, thread.categoryId) ??
    refuseUnless(thread.state === 'visible', 409, 'thread_not_public') ??
    writeIn(actor, thread) ??
    createThread(actor, { ...thread, id: thread.categoryId }),
  follow: participate,
  bookmark: participate,
  report,
  addMeToo: (actor: Actor, thread: Pick<Thread, 'authorId' | 'kind'>) =>
    participate(actor) ??
    question(thread) ??
    refuseUnless(!isOwn(actor, thread), 409, 'own_thread'),
  vote: (actor: Actor, thread: Pick<ThreadFacts, 'categoryId' | 'state'>, post: PostFacts) =>
    speak(actor, thread.categoryId) ??
    refuseUnless(!isOwn(actor, post), 409, 'own_post') ??
    refuseUnless(thread.state === 'visible' && post.state === 'visible', 409, 'post_not_public'),
  editPost: (actor: Actor, thread: ThreadFacts, post: PostFacts) =>
    speak(actor, thread.categoryId) ??
    ownPost(actor, post) ??
    refuseUnless(thread.closedAt === null, 409, 'thread_closed') ??
    writeThere(actor, { id: thread.categoryId, writers: thread.writers }) ??
    refuseUnless(isKept(post), 409, 'post_not_editable'),
  withdraw: (actor: Actor, post: PostFacts) =>
    ownPost(actor, post) ??
    participate(actor) ??
    refuseUnless(isKept(post), 409, 'post_state_changed'),
  /** A thread with an official or accepted answer is kept for others with the same problem. */
  withdrawThread: (actor: Actor, thread: Answered & Pick<Thread, 'officialCount'>) =>
    refuseUnless(
      moderates(actor, thread.categoryId) ||
        (thread.officialCount === 0 && thread.acceptedPostId === null),
      409,
      'thread_answered'
    ),
  /** Within seven days, of a post that was public. */
  undoWithdrawal: (
    actor: Actor,
    thread: ThreadFacts,
    { withdrawnAt, ...post }: PostFacts & Pick<Post, 'withdrawnAt'>,
    now: string
  ) =>
    ownPost(actor, post) ??
    speak(actor, thread.categoryId) ??
    refuseUnless(
      post.state === 'withdrawn' && (withdrawnAt ?? '') >= after(now, -undoWithin),
      409,
      'withdrawal_final'
    ) ??
    writeIn(actor, thread),
  /** Silenced members may still redact what endangers them; suspended members may not. */
  redact: (actor: Actor, thread: Pick<Thread, 'categoryId'>, post: PostFacts) =>
    isOwn(actor, post) ? participate(actor) : moderate(actor, thread),
  /** To change title, tags and language. */
  retitle: (actor: Actor, thread: ThreadFacts & Pick<Thread, 'officialCount' | 'escalated'>) => {
    const own = isOwn(actor, thread)
    const silenced = own ? speak(actor, thread.categoryId) : null
    if (silenced || (own && !isApproved(thread))) return silenced
    if (moderates(actor, thread.categoryId)) return restructure(actor, thread)
    return refuseUnless(false, 403, own ? 'approved_title' : 'not_own_thread')
  },
  /** To take the acceptance of an answer back, too. */
  solve,
  markSolved: (actor: Actor, thread: Asked) => solve(actor, thread) ?? question(thread),
  /** A moderator of the category may also confirm the post that is accepted already. */
  accept: (actor: Actor, thread: Asked & Answered, postId: number) => {
    const confirms = thread.acceptedPostId === postId && moderates(actor, thread.categoryId)
    const refusal = confirms ? speak(actor, thread.categoryId) : solve(actor, thread)
    return refusal ?? question(thread)
  },
  /** Authors do not confirm their own answer. */
  confirmAnswer: (actor: Actor, thread: Pick<Thread, 'categoryId'>, post: PostFacts) =>
    moderate(actor, thread) ?? refuseUnless(!isOwn(actor, post), 403, 'own_case'),
  outdate: (actor: Actor, thread: ThreadFacts, post: PostFacts & Pick<Post, 'number'>) =>
    speak(actor, thread.categoryId) ??
    (isOwn(actor, post) ? null : moderate(actor, thread)) ??
    refuseUnless(post.number > 1 && post.state === 'visible', 409, 'not_an_answer'),
  /** Into a ticket: for those who have posted in it, and its moderators for the author. */
  escalate: (actor: Actor, { categoryId, posted }: { categoryId: number; posted: boolean }) =>
    refuseUnless(posted || moderates(actor, categoryId), 403, 'ticket_not_participant')
}

export const { can, authorize } = permissions(rules)
