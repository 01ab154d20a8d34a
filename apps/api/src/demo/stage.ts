import { writeUses, recomputeTrust } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { followClock } from '@stoa/announcements'
import type { Actor, Context } from '@stoa/core'
import { callers } from '@stoa/core/server'
import { announceAnswers } from '@stoa/tickets'
import { endpoints, type Api } from '../api.ts'
import type { DemoAnnouncement } from './texts.ts'

/** A thread that exists already. `posts[0]` is number 1. */
export type StagedThread = {
  id: number
  title: string
  posts: StagedPost[]
  /** Usernames of users who opened it. */
  readers: Set<string>
}
export type StagedPost = { id: number; url: string; held: boolean }

const trustEvery = 30 * 24 * 3600_000

/** The state of the demo during seeding, and its content so far, to which later acts refer. */
export class Stage {
  /** Ids by slug. */
  readonly categories = new Map<string, number>()
  /** By the key of the texts. */
  readonly threads = new Map<string, StagedThread>()
  /** Ids by their texts. */
  readonly announcements = new Map<DemoAnnouncement, number>()
  readonly #ctx: Context
  readonly #userIds: ReadonlyMap<string, number>
  readonly #actors = new Map<string, Actor>()
  readonly #lastSeen = new Map<number, string>()
  #trustDue = 0

  /** @param userIds by username */
  constructor(ctx: Context, userIds: ReadonlyMap<string, number>) {
    this.#ctx = ctx
    this.#userIds = userIds
  }

  /** Returns the forum's endpoints, called by this user at this time (milliseconds since 1970). */
  async enter(username: string, at: number): Promise<Api> {
    const ctx = { ...this.#ctx, now: new Date(at).toISOString() }
    if (at >= this.#trustDue) {
      this.#trustDue = at + trustEvery
      await this.#settleTrust(ctx)
    }
    const actor = await this.#actor(ctx, username)
    await this.#noteDay(ctx, actor.id)
    return apiOf(ctx, actor)
  }

  /** Runs the scheduled task of announcements as of this time. */
  lookAtClock(at: number): Promise<void> {
    return followClock({ ...this.#ctx, now: new Date(at).toISOString() })
  }

  /** Delivers the answers of the desk as of this time. */
  sendAnswers(at: number): Promise<void> {
    return announceAnswers({ ...this.#ctx, now: new Date(at).toISOString() })
  }

  /** Records the last visits and computes the final trust of all users. */
  async close(): Promise<void> {
    await writeUses(
      this.#ctx,
      [...this.#lastSeen].map(([userId, at]) => ({ userId, at }))
    )
    await this.#settleTrust(this.#ctx)
  }

  async #actor(ctx: Context, username: string): Promise<Actor> {
    const actor = this.#actors.get(username) ?? (await actorOf(ctx, this.#userIds.get(username)))
    this.#actors.set(username, actor)
    return actor
  }

  async #noteDay(ctx: Context, userId: number) {
    const day = ctx.now.slice(0, 10)
    const isNew = day !== this.#lastSeen.get(userId)?.slice(0, 10)
    this.#lastSeen.set(userId, ctx.now)
    if (isNew) await writeUses(ctx, [{ userId, at: ctx.now }])
  }

  async #settleTrust(ctx: Context) {
    await recomputeTrust(ctx, [...this.#userIds.values()])
    this.#actors.clear()
  }
}

/** The forum's endpoints, called by an actor who has just signed in, which some acts need. */
export function apiOf(ctx: Context, actor: Actor): Api {
  const session = { hash: '', authenticatedAt: ctx.now, userId: actor.id }
  return callers(endpoints, () => ({ ...ctx, actor: { ...actor, session } }))
}

export async function actorOf(ctx: Context, userId = 0): Promise<Actor> {
  const found = await findRecipient(ctx, userId)
  if (!found) throw new Error(`nobody has the id ${userId}`)
  return found.actor
}
