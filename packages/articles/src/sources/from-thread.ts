import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { conflict, notFound, transaction, type Context } from '@stoa/core'
import { findThread, lockThread, visiblePosts, type FoundThread } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { articleSources } from '../schema.ts'
import { authorize } from '../policy.ts'
import type { SavedArticle } from '../writing/contract.ts'
import { storeDraft, type Source } from './draft.ts'

/**
 * Makes a draft of a thread: its question and its accepted answer, or its last official one. Their
 * authors are asked.
 * @throws Problem 401, 403 as `rules.draft`, 404, 409 `thread_not_solved`, `article_made_already` if
 * another article uses its question, `article_author_objects` if an author objected to one that was
 * discarded, 422 as `createArticle`
 */
export async function makeFromThread(ctx: Context, threadId: number): Promise<SavedArticle> {
  authorize.draft(ctx.actor)
  const thread = await findThread(ctx, threadId)
  return transaction(ctx, async (ctx) => {
    // Nothing is redacted meanwhile, and of two people who make one, one does.
    await lockThread(ctx, threadId)
    const [question, answer] = await wordsOf(ctx, thread)
    if (!answer) throw conflict('thread_not_solved')
    if (!question) throw notFound()
    await checkUnused(ctx, question.postId, answer.postId)
    const { title, language, readers, readerGroups } = await findThread(ctx, threadId)
    return storeDraft(ctx, { title, language, readers, readerGroups, question, answer })
  })
}

type PostSource = Source & { postId: number }

/** The question and the answer that settled it, as far as the actor may read them. */
async function wordsOf({ db, actor }: Context, { id }: FoundThread): Promise<PostSource[]> {
  const isAccepted = eq(posts.id, threads.acceptedPostId)
  const select = () =>
    db
      .select({ postId: posts.id, authorId: posts.authorId, text: posts.body })
      .from(posts)
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .$dynamic()
  const readable = and(eq(posts.threadId, id), visiblePosts(actor), eq(posts.state, 'visible'))
  const question = select().where(and(readable, eq(posts.number, 1)))
  const answer = select()
    .where(and(readable, sql`${posts.number} > 1`, sql`(${isAccepted} or ${posts.official})`))
    .orderBy(desc(sql`${isAccepted} is true`), desc(posts.number))
    .limit(1)
  const [[asked], [answered]] = [await question, await answer]
  return answered && asked ? [asked, answered] : []
}

async function checkUnused({ db }: Context, question: number, answer: number) {
  const { postId, articleId } = articleSources
  const isObjected = and(inArray(postId, [question, answer]), isNull(articleId))
  if ((await db.$count(articleSources, isObjected)) > 0) throw conflict('article_author_objects')
  const isUsed = and(eq(postId, question), isNotNull(articleId))
  if ((await db.$count(articleSources, isUsed)) > 0) throw conflict('article_made_already')
}
