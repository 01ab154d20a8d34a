import type { Context } from '@stoa/core'
import { escapeHtml } from '@stoa/core/text'
import { translate, type Locale } from '@stoa/messages'
import { sql } from 'drizzle-orm'
import { preparedStatement } from '@stoa/core/data'
import { byReader, readerValues } from '../prepared.ts'
import { posts, threadMarks, threads } from '../schema.ts'
import { visiblePosts, visibleThreads, type Reader } from '../visibility.ts'

const link = /<a href="([^"]*)"([^>]*)>(.*?)<\/a>/gs
const path =
  /^\/(?:(t|announcements)\/(\d{1,15})(?:\/([^/?#.]*))?(?:\?[^#]*)?|(p)\/(\d{1,15})|(tickets)\/([\dA-Z-]{14}))(?:#.*)?$/
/** Pages about a thread or an announcement, at addresses that look like its own with its words. */
const subpages = {
  t: new Set(['escalate', 'manage']),
  announcements: new Set(['edit', 'history', 'publish', 'update', 'withdraw'])
}
/** More of one page are left as they are. */
const maxTargets = 100

/**
 * Shows links to threads, posts, announcements and tickets of this forum with title and state, as
 * far as this reader may read them; the others stay as they were written. Each kind of target costs
 * one statement a page, and pages without such links none.
 */
export async function withForumLinks<P extends { html: string | null }>(
  ctx: Context,
  shown: P[]
): Promise<P[]> {
  const found = new Set(shown.flatMap(({ html }) => (html === null ? [] : targetsIn(ctx, html))))
  if (found.size === 0) return shown
  const known = await targetsOf(ctx, [...found].slice(0, maxTargets))
  return shown.map((post) => ({ ...post, html: post.html && drawn(ctx, post.html, known) }))
}

/** Whether texts have links that are shown as far as their reader may read what they lead to. */
export const haveForumLinks = (ctx: Context, shown: readonly { html: string | null }[]): boolean =>
  shown.some(({ html }) => html !== null && targetsIn(ctx, html).length > 0)

const targetsIn = (ctx: Context, html: string): string[] =>
  Array.from(html.matchAll(link)).flatMap(([, href = '']) => targetAt(ctx, href) ?? [])

/** Kind and id of what an address in this forum leads to; undefined for another address. */
function targetAt({ ports }: Pick<Context, 'ports'>, href: string): string | undefined {
  const own = href.startsWith(`${ports.publicOrigin}/`)
  const [, kind, id, slug = '', post, postId, ticket, number] =
    path.exec(own ? href.slice(ports.publicOrigin.length) : href) ?? []
  if (kind && subpages[kind as keyof typeof subpages].has(slug)) return undefined
  if (kind === 't') return `t/${id}${/#p(\d{1,9})$/.exec(href)?.[0] ?? ''}`
  if (kind) return `${kind}/${id}`
  if (post) return `p/${postId}`
  return ticket && `tickets/${number}`
}

/**
 * Draws the links in sanitised HTML. A link that is its own address gets the title as its text; the
 * title of another is the true one, whatever its author wrote.
 */
const drawn = (ctx: Context, html: string, known: ReadonlyMap<string, Target>): string =>
  html.replace(link, (whole, href: string, attributes: string, text: string) => {
    const at = targetAt(ctx, href)
    const target = at === undefined ? undefined : known.get(at)
    if (!target) return whole
    const isBare = /^(?:https?:\/\/|\/)\S+$/.test(text)
    const words = isBare ? titleOf(ctx, target) : text
    const name = isBare ? '' : ` title="${escapeHtml(target.title)}"`
    const others = isBare ? attributes : attributes.replace(/ title="[^"]*"/, '')
    return `<a href="${href}"${others}${name}>${words}</a>${stateOf(ctx, target)}`
  })

const titleOf = ({ locale }: Context, { title, language, number }: Target) =>
  `<bdi lang="${escapeHtml(language)}">${escapeHtml(title)}</bdi>` +
  (number === undefined ? '' : ` ${escapeHtml(say('web_post_number', locale, { number }))}`)

const stateOf = ({ locale }: Context, { state }: Target) =>
  state === null
    ? ''
    : ` <span class="chip chip-${state.tone}">${escapeHtml(say(state.key, locale))}</span>`

const say = (key: string, locale: Locale, params = {}) => translate(key, params, locale)

/** The target of a link: its title with the state that it has now. */
type Target = {
  title: string
  language: string
  /** Of a post in its thread. */
  number?: number
  state: { key: string; tone: 'solved' | 'escalated' | 'open' } | null
}
type State = NonNullable<Target['state']>

/**
 * Reads what links lead to, by kind and id such as `t/12`, as far as the actor may read it: one
 * statement for each kind of target.
 */
async function targetsOf(
  ctx: Context,
  wanted: readonly string[]
): Promise<ReadonlyMap<string, Target>> {
  const idsOf = (kind: string) =>
    wanted.flatMap((one) => (one.startsWith(`${kind}/`) ? [one.slice(kind.length + 1)] : []))
  const [ofThreads, announced, tickets] = await Promise.all([
    readThreads(ctx, idsOf('t'), idsOf('p').map(Number)),
    readAnnouncements(ctx, idsOf('announcements').map(Number)),
    readTickets(ctx, idsOf('tickets'))
  ])
  return new Map([...ofThreads, ...announced, ...tickets])
}

type Row = {
  id: number
  postId?: number
  number?: number
  title: string
  language: string
  solved: boolean
  closed: boolean
  escalation: string | null
}

const columns = sql`'id', ${threads.id}, 'title', ${threads.title}, 'language', ${threads.language},
  'solved', ${threads.solvedAt} is not null, 'closed', ${threads.closedAt} is not null,
  'escalation', (select ${threadMarks.state} from ${threadMarks}
    where ${threadMarks.threadId} = ${threads.id} and ${threadMarks.kind} = 'escalation' limit 1)`

const threadRows = (reader: Reader) => sql<Row[]>`(
  select coalesce(json_agg(json_build_object(${columns})), '[]') from ${threads}
  where ${threads.id} = any(${sql.placeholder('ids')}::bigint[])
    and ${threads.state} <> 'merged' and ${visibleThreads(reader)})`

const postRows = (reader: Reader) => sql<Row[]>`(
  select coalesce(json_agg(json_build_object(${columns}, 'postId', ${posts.id},
    'number', ${posts.number})), '[]')
  from ${posts} join ${threads} on ${threads.id} = ${posts.threadId}
  where ${posts.id} = any(${sql.placeholder('postIds')}::bigint[]) and ${visiblePosts(reader)})`

const linked = byReader((reader) =>
  preparedStatement<{ threads: Row[]; posts: Row[] }>(
    () => sql`select ${threadRows(reader)} as threads, ${postRows(reader)} as posts`
  )
)

/** Threads with the post of each link, and posts by their own ids, in one statement. */
async function readThreads(
  ctx: Context,
  wanted: string[],
  postIds: number[]
): Promise<[string, Target][]> {
  if (wanted.length === 0 && postIds.length === 0) return []
  const ids = [...new Set(wanted.map((one) => Number.parseInt(one, 10)))]
  const [row] = await linked(ctx)(ctx.db, { ...readerValues(ctx), ids, postIds })
  const ofThreads = new Map(row?.threads.map((one) => [one.id, one]))
  return [
    ...wanted.flatMap((one): [string, Target][] => {
      const thread = ofThreads.get(Number.parseInt(one, 10))
      const number = /#p(\d+)$/.exec(one)?.[1]
      return thread ? [[`t/${one}`, threadTarget({ ...thread, ...numberOf(number) })]] : []
    }),
    ...(row?.posts ?? []).map((one): [string, Target] => [`p/${one.postId}`, threadTarget(one)])
  ]
}

const numberOf = (number: string | undefined) => (number ? { number: Number(number) } : {})

/** A settled state is said first: solved before what support does with it, closed last. */
function threadTarget({ title, language, number, ...is }: Row): Target {
  const escalation = is.escalation === 'closed' ? 'escalation_closed' : is.escalation
  const states: (State | false | null)[] = [
    is.solved && { key: 'web_state_solved', tone: 'solved' },
    escalation !== null && { key: `web_state_${escalation}`, tone: 'escalated' },
    is.closed && { key: 'web_state_closed', tone: 'open' }
  ]
  return { title, language, number, state: states.find(Boolean) || null }
}

async function readAnnouncements(ctx: Context, ids: number[]): Promise<[string, Target][]> {
  if (ids.length === 0) return []
  const rows = await ctx.ports.announcements.linkedAnnouncements(ctx, ids)
  return rows.map(({ id, title, language, phase, state }) => [
    `announcements/${id}`,
    { title, language, state: announcedState(phase, state) }
  ])
}

function announcedState(phase: string | null, state: string): State | null {
  const isOver = phase === 'resolved' || phase === 'finished'
  if (state !== 'published') return { key: `announcements_state_${state}`, tone: 'open' }
  if (phase === null) return null
  return { key: `announcements_phase_${phase}`, tone: isOver ? 'solved' : 'escalated' }
}

async function readTickets(ctx: Context, numbers: string[]): Promise<[string, Target][]> {
  if (numbers.length === 0 || ctx.actor.id === 0) return []
  const rows = await ctx.ports.tickets.linkedTickets(ctx, numbers)
  return rows.map(({ number, title, language, state }) => {
    const tone = state === 'resolved' ? 'solved' : 'escalated'
    return [
      `tickets/${number}`,
      { title, language, state: { key: `tickets_state_${state}`, tone } }
    ]
  })
}
