import { fileURLToPath } from 'node:url'
import { importArticles } from '@stoa/articles/files'
import { after, type Context } from '@stoa/core'
import type { Api } from '../api.ts'
import { demoFolder } from '../demo-folder.ts'
import { actorOf, apiOf } from './stage.ts'
import { demoArticleTimes, milliseconds } from './texts.ts'

const hour = 3600_000
const day = 24 * hour

/** When the help centre got its sections. */
const opening = 300 * day

/** Owners look at an article again after nine months, so that the oldest ones are overdue. */
const fresh = 270 * day

/**
 * Imports the demo's articles as if one of the team had written them and another had published each
 * an hour later.
 * @param userIds by username
 */
export async function publishArticles(ctx: Context, userIds: ReadonlyMap<string, number>) {
  const writer = await actorOf(ctx, userIds.get('maren'))
  const second = await actorOf(ctx, userIds.get('staff'))
  const { failures } = await importArticles(
    { ...ctx, actor: writer, now: after(ctx.now, -opening) },
    fileURLToPath(new URL('articles/', demoFolder)),
    { at: (article) => after(ctx.now, -agoOf(article)) }
  )
  for (const { file, line, error } of failures)
    throw new Error(`demo/articles/${file}:${line}: ${error.message}`)
  const { unpublished } = await apiOf(ctx, second).articles.work({})
  for (const text of unpublished)
    await publish(apiOf({ ...ctx, now: after(text.changedAt, hour) }, second), text)
}

function agoOf(article: string): number {
  const ago = demoArticleTimes[article]
  if (ago === undefined) throw new Error(`demo/article-times.json does not have ${article}`)
  return milliseconds(ago)
}

type Text = Awaited<ReturnType<Api['articles']['work']>>['unpublished'][number]

async function publish({ articles }: Api, { id, language, changedAt }: Text) {
  const { snapshot } = await articles.translationSource({ id, language })
  await articles.publish({ id, language, revision: snapshot.revision })
  await articles.changeSettings({ id, freshUntil: after(changedAt, fresh) })
}
