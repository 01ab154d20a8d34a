import { contribute, dayOf, findRecipient, noteVisit, recomputeTrust } from '@stoa/accounts'
import { callers, type Actor, type Context } from '@stoa/core'
import { endpoints, type Api } from '../api.ts'

/** A thread that has been started; `posts[0]` is number 1. */
export type StagedThread = {
  id: number
  title: string
  posts: StagedPost[]
  /** Usernames of those who opened it. */
  readers: Set<string>
}
export type StagedPost = { id: number; url: string; held: boolean }

/** What has been made so far, for acts that refer to it. */
export type Stage = {
  /** Ids by slug. */
  categories: Map<string, number>
  /** By the key of the texts. */
  threads: Map<string, StagedThread>
  /** The forum's endpoints, called by this user at this time (milliseconds since 1970). */
  enter(username: string, at: number): Promise<Api>
  /** Everybody has left; what their visits say of them is settled. */
  close(): Promise<void>
}

const trustEvery = 30 * 24 * 3600_000

/**
 * The stage on which the demo is played.
 * @param userIds by username
 */
export function createStage(ctx: Context, userIds: ReadonlyMap<string, number>): Stage {
  const actors = new Map<string, Actor>()
  const lastSeen = new Map<number, string>()
  let trustDue = 0

  async function enter(username: string, at: number) {
    const now = new Date(at).toISOString()
    if (at >= trustDue) {
      trustDue = at + trustEvery
      await settleTrust(now)
    }

    const actor = actors.get(username) ?? (await actorOf({ ...ctx, now }, userIds.get(username)))
    actors.set(username, actor)
    await noteDay(actor.id, now)
    return callers(endpoints, () => ({ ...ctx, actor, now }))
  }

  async function noteDay(userId: number, now: string) {
    const day = dayOf(now)
    const isNew = day !== dayOf(lastSeen.get(userId) ?? '')
    lastSeen.set(userId, now)
    if (isNew) await contribute({ ...ctx, now }, { userId, kind: 'day_visited', ref: day })
  }

  async function settleTrust(now: string) {
    await recomputeTrust({ ...ctx, now }, [...userIds.values()])
    actors.clear()
  }

  async function close() {
    for (const [userId, now] of lastSeen) await noteVisit({ ...ctx, now }, userId)
    await settleTrust(ctx.now)
  }

  return { categories: new Map(), threads: new Map(), enter, close }
}

async function actorOf(ctx: Context, userId = 0): Promise<Actor> {
  const found = await findRecipient(ctx, userId)
  if (!found) throw new Error(`nobody has the id ${userId}`)
  return found.actor
}
