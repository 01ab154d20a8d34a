import { and, desc, eq, lt, lte, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { notFound, transaction, type Actor, type Context, type Snapshot } from '@stoa/core'
import type { Author } from '@stoa/core/contract'
import { attemptEach } from '@stoa/core/server'
import { checkReadVersion } from './read-version.ts'

type TextTable = PgTable & Record<'state' | 'revision' | 'publishAt', PgColumn>
type VersionTable = PgTable & Record<'number' | 'editorId' | 'createdAt' | 'publishedAt', PgColumn>

/** The newest version of a text, what became of it, and when it becomes public if it is scheduled. */
type Standing = { state: string; revision: number; publishAt: string | null }

/** What a capability says of its texts and their versions. `Words` is what a snapshot is made of. */
type Described<T extends TextTable, V extends VersionTable, Key, Words> = {
  /** A row for each text, in its present state. */
  texts: T
  /** All saved versions. */
  versions: V
  /** The values that name a text in its row, and in the rows of its versions. */
  rowKey: (key: Key) => Record<string, number | string>
  versionKey: (key: Key) => Record<string, number | string>
  /** Snapshot of what publishing a version makes public. */
  snapshot: (ctx: Context, words: Words, number: number) => Snapshot | Promise<Snapshot>
  /** A version was saved or waits; readers see nothing of it. */
  emitSaved: (ctx: Context, key: Key) => Promise<void>
  /** States in which a version waits for a person, and what notifies those who can decide. */
  waits: readonly T['$inferSelect']['state'][]
  askForApproval: (ctx: Context, key: Key) => Promise<void>
}

const editor = usersAs('editor')

/** What an actor read, what there is now, and what is to replace it. */
type Read<Words> = { newest: Words; revision: string; typed?: Words | undefined }

/**
 * Texts whose versions are all stored and numbered. Each text has a row that shows one of them: the
 * public version, and before the first publication the newest one.
 */
export class NumberedVersions<
  T extends TextTable,
  V extends VersionTable,
  Key extends object,
  Words
> {
  readonly #given: Described<T, V, Key, Words>
  readonly #texts: TextTable
  readonly #versions: VersionTable
  /** Notifies those who can decide about the newest version. */
  readonly askForApproval: (ctx: Context, key: Key) => Promise<void>

  constructor(given: Described<T, V, Key, Words>) {
    this.#given = given
    this.#texts = given.texts
    this.#versions = given.versions
    this.askForApproval = given.askForApproval
  }

  /** Condition: the row of a text. */
  isIt(key: Key): SQL | undefined {
    return isKey(this.#texts, this.#given.rowKey(key))
  }

  /** Condition: versions of a text. */
  isOf(key: Key): SQL | undefined {
    return isKey(this.#versions, this.#given.versionKey(key))
  }

  /** Condition: the version of a text with this number. */
  isVersion(key: Key, number: number): SQL | undefined {
    return and(this.isOf(key), eq(this.#versions.number, number))
  }

  /** Locks a text until the transaction ends. @throws Problem 404 */
  async lock({ db }: Context, key: Key): Promise<Row<T, Key>> {
    const [found] = await db.select().from(this.#texts).where(this.isIt(key)).for('update')
    if (!found) throw notFound()
    return found as Row<T, Key>
  }

  /** Returns a version; undefined if there is none with this number. */
  async find({ db }: Context, key: Key, number: number) {
    const [version] = await db.select().from(this.#versions).where(this.isVersion(key, number))
    return version as (V['$inferSelect'] & Words) | undefined
  }

  /** Returns a version that the newest one has replaced; undefined if this number is of none. */
  async findEarlier(ctx: Context, found: Key & Standing, number: number) {
    return number >= 1 && number < found.revision ? this.find(ctx, found, number) : undefined
  }

  /** Returns a version of which a text names the number, by default its newest. */
  async read(ctx: Context, found: Key & Standing, number = found.revision) {
    const version = await this.find(ctx, found, number)
    if (version) return version
    throw new Error(`There is no version ${number} of ${JSON.stringify(this.#given.rowKey(found))}`)
  }

  /** Stores a version by the actor without showing it. */
  async store(ctx: Context, key: Key, values: Words & Partial<V['$inferInsert']>) {
    const made = { editorId: ctx.actor.id, createdAt: ctx.now }
    const row = { ...this.#given.versionKey(key), ...values, ...made }
    await ctx.db.insert(this.#versions).values(row as never)
  }

  /** Checks that the actor read the newest version. @throws Problem 409 as `checkReadVersion` */
  async checkRead(ctx: Context, found: Key & Standing, { newest, revision, typed }: Read<Words>) {
    const { snapshot } = this.#given
    const find = async (number: number) => {
      const version = await this.findEarlier(ctx, found, number)
      return version && snapshot(ctx, version, number)
    }
    const now = await snapshot(ctx, newest, found.revision)
    await checkReadVersion({ revision, now, find, typed: typed && (await snapshot(ctx, typed, 0)) })
  }

  /** Records that the newest version of a locked text is public now. */
  async recordPublic({ db, now }: Context, found: Key & Standing): Promise<void> {
    const isNewest = this.isVersion(found, found.revision)
    await db.update(this.#versions).set({ publishedAt: now }).where(isNewest)
  }

  /** Sets the state of the newest version of a locked text. Readers see nothing of it. */
  async setState(ctx: Context, found: Key & Standing, state: State<T>): Promise<State<T>> {
    const { publishAt } = found
    await ctx.db.update(this.#texts).set({ state, publishAt }).where(this.isIt(found))
    await this.#given.emitSaved(ctx, found)
    if (this.#given.waits.includes(state)) await this.askForApproval(ctx, found)
    return state
  }

  /**
   * Moves the newest version to another state, such as back to the drafts.
   * @param set columns that change with it
   * @throws Problem 404 and as `check`
   */
  async move(
    ctx: Context,
    key: Key,
    state: State<T>,
    check: (actor: Actor, found: Row<T, Key>) => void,
    set: Partial<Standing> = {}
  ): Promise<void> {
    await transaction(ctx, async (ctx) => {
      const found = await this.lock(ctx, key)
      check(ctx.actor, found)
      await this.setState(ctx, { ...found, ...set }, state)
    })
  }

  /**
   * Publishes versions whose time has come. A timed task calls it. It is safe on several nodes: each
   * row is locked and processed only while it is due.
   */
  async publishDue(
    ctx: Context,
    publish: (ctx: Context, found: Row<T, Key>) => Promise<unknown>
  ): Promise<void> {
    const { state, publishAt } = this.#texts
    const isDue = and(eq(state, 'scheduled'), lte(publishAt, ctx.now))
    const due = await ctx.db.select().from(this.#texts).where(isDue)
    await attemptEach(due as Row<T, Key>[], (key) =>
      transaction(ctx, async (ctx) => {
        const found = await this.lock(ctx, key)
        if (found.state !== 'scheduled' || (found.publishAt ?? ctx.now) > ctx.now) return
        await publish(ctx, found)
      })
    )
  }

  /** Reads versions with their editors, the newest first: those before a number, or all. */
  async list({ db }: Context, key: Key, { before, where, limit }: Page) {
    const { number, editorId } = this.#versions
    // A cursor that somebody made up may be past the numbers of versions.
    const isEarlier = before === undefined ? undefined : lt(number, sql`${before}::bigint`)
    const rows = await db
      .select({ version: this.#versions, editor: authorColumns(editor) })
      .from(this.#versions)
      .innerJoin(editor, eq(editor.id, editorId))
      .where(and(this.isOf(key), isEarlier, where))
      .orderBy(desc(number))
      .limit(limit)
    return rows as { version: V['$inferSelect'] & Words; editor: Author }[]
  }
}

type Row<T extends TextTable, Key> = T['$inferSelect'] & Standing & Key
type State<T extends TextTable> = T['$inferSelect']['state']
type Page = { before?: number | undefined; where?: SQL | undefined; limit: number }

const isKey = (table: PgTable, key: Record<string, number | string>) =>
  and(
    ...Object.entries(key).map(([name, value]) => {
      const column = (table as unknown as Record<string, PgColumn>)[name]
      return sql`${column} = ${value}`
    })
  )
