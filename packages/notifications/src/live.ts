import type { Readable } from 'node:stream'
import { isSignedIn, notFound, signInRequired } from '@stoa/core'
import type { EventNotice } from '@stoa/core/effects'
import type { Database } from '@stoa/core/database'
import { deliver, replay, type ReadsAnnouncement } from './live-delivery.ts'
import {
  batch,
  changeOf,
  eventsBehind,
  areThreadsVisible,
  presentPosition,
  type LiveEvent,
  type LiveReactionTo,
  type Position
} from './live-events.ts'
import {
  notifyOfPresence,
  readsAllTickets,
  type Presence,
  type TicketAccess
} from './live-presence.ts'
import { Streams } from './live-streams.ts'
import type { Subscription } from './ports.ts'

const lookEvery = 1000

type LiveSettings = {
  db: Database
  tickets: TicketAccess
  readsAnnouncement: ReadsAnnouncement
  reactionTo: LiveReactionTo
  /** Receives what fails between requests; streams live on. */
  onError: (error: unknown) => void
}

/**
 * The live streams of one node. Notices only wake it: events are read from the database in order,
 * so that a resumed stream misses nothing.
 */
class Live {
  #db: Database
  #tickets: TicketAccess
  #readsAnnouncement: ReadsAnnouncement
  #reactionTo: LiveReactionTo
  #onError: (error: unknown) => void
  #streams = new Streams()
  /** All events up to here were sent. Unset without streams. */
  #position: Position | undefined
  #looking: NodeJS.Timeout | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor({ db, tickets, readsAnnouncement, reactionTo, onError }: LiveSettings) {
    this.#db = db
    this.#tickets = tickets
    this.#readsAnnouncement = readsAnnouncement
    this.#reactionTo = reactionTo
    this.#onError = onError
  }

  /**
   * Opens a stream of server-sent events.
   * @throws Problem 401 for a guest's inbox, 404 for a thread or ticket that they may not read, 429
   * for too many streams of one reader or address
   */
  async subscribe(subscription: Subscription): Promise<Readable> {
    await this.#authorise(subscription)
    return this.#inTurn(() => this.#join(subscription))
  }

  /** Receives events of this and other nodes: ends streams whose credentials are gone, looks for news. */
  receive(notices: readonly Pick<EventNotice, 'type' | 'payload'>[]): void {
    for (const notice of notices) this.#revoke(notice)
    if (this.#streams.size > 0) this.#look()
  }

  /** Handles a presence change. It is sent once and never replayed. */
  async receivePresence(presence: Presence): Promise<void> {
    const streams = this.#streams.on(`ticket:${presence.number}`)
    await notifyOfPresence(streams, presence, this.#tickets).catch(this.#onError)
  }

  get open(): number {
    return this.#streams.size
  }

  /** Ends all streams and refuses new ones. */
  async close(): Promise<void> {
    this.#closed = true
    this.#rest()
    this.#streams.endAll()
    await this.#turn
  }

  async #authorise({ actor, topics }: Subscription) {
    if (topics.includes('inbox') && !isSignedIn(actor)) throw signInRequired()
    const may = await Promise.all([
      areThreadsVisible(this.#db, actor, topics),
      readsAllTickets(actor, topics, this.#tickets)
    ])
    if (may.includes(false)) throw notFound()
  }

  // Runs work in order, so that nothing is sent between the replay of a stream and its joining.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }

  async #join(subscription: Subscription): Promise<Readable> {
    // Earlier events are on the reader's page already.
    await this.#catchUp()
    const { stream, output } = this.#streams.open(subscription)
    stream.write(': \n\n')
    if (this.#closed) stream.end()
    else this.#looking ??= setInterval(() => this.#look(), lookEvery)
    this.#position ??= await presentPosition(this.#db)
    const { lastEventId } = subscription
    if (lastEventId !== undefined) await replay(this.#source, stream, lastEventId, this.#position)
    return output
  }

  #look() {
    this.#inTurn(() => this.#catchUp()).catch(this.#onError)
  }

  async #catchUp() {
    if (this.#streams.size === 0) return this.#rest()
    if (!this.#position) return
    const found = await eventsBehind(this.#db, this.#position)
    await this.#tell(found)
    if (found.length === batch) this.#look()
  }

  async #tell(found: readonly LiveEvent[]) {
    const last = found.at(-1)
    if (!last) return
    for (const event of found) this.#revoke(event)
    const changes = found
      .map((event) => changeOf(this.#reactionTo, event))
      .filter((change) => change !== undefined)
    await deliver(this.#source, (topic) => this.#streams.on(topic), changes)
    this.#position = { xid: last.xid, id: last.id }
  }

  get #source() {
    return {
      db: this.#db,
      reactionTo: this.#reactionTo,
      readsAnnouncement: this.#readsAnnouncement,
      tickets: this.#tickets
    }
  }

  #revoke({ type, payload }: Pick<EventNotice, 'type' | 'payload'>) {
    const userId = this.#reactionTo(type)?.endStreamsOf?.(payload)
    if (userId !== undefined) this.#streams.end(userId)
  }

  #rest() {
    clearInterval(this.#looking)
    this.#looking = undefined
    this.#position = undefined
  }
}

export type { Live }

/** The live streams of this node; `close` them when it stops. */
export const createLive = (settings: LiveSettings) => new Live(settings)
