import { createHash } from 'node:crypto'
import type { Api } from '../api.ts'
import { act, clockOf, type Act, type Clock } from './acts.ts'
import { firstRead, numbered, postActs, stagedPost } from './post-acts.ts'
import type { Stage } from './stage.ts'
import {
  demoCategories,
  demoUsers,
  milliseconds,
  type DemoReport,
  type DemoThread
} from './texts.ts'
import { changes } from './thread-changes.ts'

/** Posts that need approval are approved within this time. */
const publicWithin = milliseconds('20m')

/** All acts of a thread. Those of one post are in order. */
export function threadActs(thread: DemoThread, now: number): Act[] {
  const clock = clockOf(thread, now)
  return [
    ...numbered(thread).flatMap((post, index) => postActs(thread, index + 1, post, clock)),
    ...numbered(thread).flatMap((_, index) => votes(thread, index + 1, clock, now)),
    ...meToo(thread, clock, now),
    ...changes(thread, clock),
    ...(thread.reports ?? []).flatMap((report) => reporting(thread.key, report, clock))
  ]
}

function votes(thread: DemoThread, number: number, clock: Clock, now: number): Act[] {
  const post = numbered(thread)[number - 1]
  if (!post?.votes) return []
  const candidates = readers(thread, post.author)
  const window = windowOf(thread, number, clock, now)
  const subject = `${thread.key}#${number}`
  return pickVoters(subject, post.votes, candidates, window, now).map((voter) => ({
    ...voter,
    opinion: true,
    run: async (api: Api, stage: Stage) => {
      await firstRead(api, stage, { key: thread.key, by: voter.by })
      await api.threads.vote({ id: stagedPost(stage, thread.key, number).id })
    }
  }))
}

function meToo(thread: DemoThread, clock: Clock, now: number): Act[] {
  const { key, meToo = 0, author } = thread
  const window = windowOf(thread, 1, clock, now)
  return pickVoters(key, meToo, readers(thread, author), window, now).map((voter) => ({
    ...voter,
    opinion: true,
    run: async (api: Api, stage: Stage) => {
      const { id } = await firstRead(api, stage, { key, by: voter.by })
      await api.threads.addMeToo({ id })
    }
  }))
}

/** Usernames of users who may read the thread, except its author. */
function readers({ category }: DemoThread, author: string): string[] {
  const isStaffOnly = demoCategories.find(({ slug }) => slug === category)?.rule === 'staff_only'
  return demoUsers
    .filter(({ role }) => !isStaffOnly || role === 'staff' || role === 'admin')
    .map(({ username }) => username)
    .filter((username) => username !== author)
}

/** The time in which a post is public: from its publication until it or its thread is hidden. */
function windowOf(thread: DemoThread, number: number, clock: Clock, now: number): Window {
  const posts = numbered(thread)
  const ends = [1, number].flatMap((one) => {
    const { hidden, withdrawn } = posts[one - 1] ?? {}
    const hiding = thread.reports?.find(
      ({ post, resolved }) => post === one && resolved?.outcome === 'hide'
    )
    return [hidden, withdrawn, hiding?.resolved].filter((end) => end !== undefined)
  })
  const waits =
    demoCategories.find(({ slug }) => slug === thread.category)?.rule === 'approve_first'
  return {
    from: clock(posts[number - 1]?.after ?? '0m') + (waits ? publicWithin : 0),
    until: Math.min(now, ...ends.map(({ after }) => clock(after)))
  }
}

function reporting(key: string, report: DemoReport, clock: Clock): Act[] {
  const { post, reason, note, resolved } = report
  const given = act(report, clock, async (api, stage) => {
    await firstRead(api, stage, { key, by: report.by })
    await api.moderation.reportPost({ id: stagedPost(stage, key, post).id, reason, note })
  })
  if (!resolved) return [given]
  const decided = act(resolved, clock, async (api, stage) => {
    const { items } = await api.moderation.cases({})
    const open = items.find((row) => row.post?.id === stagedPost(stage, key, post).id)
    const decision = { outcome: resolved.outcome, reason: resolved.reason ?? reason }
    await api.moderation.resolveCase({ id: open?.id ?? 0, ...decision, note: resolved.note })
  })
  return [given, decided]
}

/** The period in which a post can be voted for, in milliseconds since 1970. */
type Window = { from: number; until: number }

type Voter = { by: string; at: number }

const eager = milliseconds('4d')
const joined = new Map(demoUsers.map((user) => [user.username, milliseconds(user.joined)]))

/**
 * Picks voters deterministically: first users who had joined when the post appeared, then later
 * ones.
 * @param subject the subject of the vote; different subjects get different voters
 * @param candidates usernames
 */
function pickVoters(
  subject: string,
  count: number,
  candidates: string[],
  window: Window,
  now: number
): Voter[] {
  const some = candidates.map((by) => {
    const from = Math.max(window.from, now - (joined.get(by) ?? 0))
    return { by, from, isLate: from > window.from, share: shareOf(`${subject} ${by}`) }
  })
  return some
    .filter(({ from }) => from < window.until)
    .toSorted((a, b) => Number(a.isLate) - Number(b.isLate) || a.share - b.share)
    .slice(0, count)
    .map(({ by, from }) => {
      const delay = shareOf(`${by} ${subject}`) ** 2 * Math.min(window.until - from, eager)
      return { by, at: from + Math.floor(delay) }
    })
}

/** A number from 0 up to 1 that depends only on the text. */
const shareOf = (text: string) =>
  createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
