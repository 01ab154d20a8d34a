import { readdirSync } from 'node:fs'
import { atLeast, type Role } from '@stoa/core'
import { describe, expect, test } from 'vitest'
import { startForum, type Client, type TestForum } from '../forum.ts'
import { endpointNamed, send, type Answered } from './calling.ts'
import { expectHeaders, headersOf } from './expected-headers.ts'
import { expectNoForeignAddress } from './foreign-addresses.ts'
import { neverGiven, type Call } from './row.ts'
import { everyEndpoint, rows, type Row } from './rows.ts'
import { closeToAllButAGroup, closeToAllButStaff, hideReplies, hideThreads } from './hiding.ts'
import { prepare, prepareRefused, type Prepared } from './preparing.ts'
import { actors, type ActorName } from './world.ts'

type Entry = readonly [name: string, row: Row]

/** Endpoints and their rows. */
export const allEntries = everyEndpoint.flatMap(([name]): Entry[] => {
  const row = rows[name]
  return row ? [[name, row]] : []
})

const capabilityOf = (name: string) => name.split('.')[0] ?? ''
const files = readdirSync(new URL('permissions', import.meta.url)).map(capabilityOf)

/** Entries of the capability that a file in `permissions` is named after; others are in `others`. */
const entriesOf = (file: string) =>
  allEntries.filter(([name]) =>
    file === 'others' ? !files.includes(capabilityOf(name)) : capabilityOf(name) === file
  )

/** What the call of a row is about, if it can be hidden. */
function subjectOf(name: string, row: Row): Row['about'] {
  const { path } = endpointNamed(name)
  if (row.about) return row.about
  if (path.startsWith('/threads/:id')) return 'thread'
  return path.startsWith('/posts/:id') ? 'reply' : undefined
}

/** The status for each actor. Who has no password may do what other members may. */
function expectedOf({ answers, withoutPassword }: Row): Partial<Record<ActorName, number>> {
  const statuses = answers.split(' ').map(Number)
  const named = Object.fromEntries(actors.map((actor, i) => [actor, statuses[i]]))
  return { ...named, providerMember: withoutPassword ?? named['member'] }
}

const nowhere = (call: Call): Call => ({ ...call, params: { ...call.params, id: neverGiven } })

const roles: Partial<Record<ActorName, Role>> = {
  guest: 'guest',
  pending: 'guest',
  otherVolunteer: 'volunteer',
  volunteer: 'volunteer'
}

/** The status for actors who may not see the subject. */
function refusalOf(actor: ActorName, name: string, { unseen = 404 }: Row): number {
  const role = roles[actor] ?? 'member'
  const { minimumRole: least } = endpointNamed(name)
  if (atLeast(role, least)) return unseen
  return role === 'guest' ? 401 : 403
}

const strangers: ActorName[] = ['guest', 'pending', 'member', 'otherVolunteer']
const allButStaff = actors.filter((actor) => actor !== 'staff' && actor !== 'admin')

const hidings = [
  {
    what: 'what is in a category for staff',
    subjects: ['category', 'thread', 'reply'],
    hide: closeToAllButStaff,
    from: allButStaff
  },
  {
    what: 'what is in a category for a group',
    subjects: ['category', 'thread', 'reply'],
    hide: closeToAllButAGroup,
    from: ['guest', 'owner', 'otherVolunteer'] satisfies ActorName[]
  },
  {
    what: 'what is in a hidden thread',
    subjects: ['thread', 'reply'],
    hide: hideThreads,
    from: strangers
  },
  { what: 'a hidden reply', subjects: ['reply'], hide: hideReplies, from: strangers }
]

const concernedBy = (entries: Entry[], subjects: string[]) =>
  entries.filter(([name, row]) => subjects.includes(subjectOf(name, row) ?? ''))

/** The permission table of one capability; a file for each lets two workers share them. */
export function permissionTests(capability: string): void {
  const forum = startForum({ loopback: true })
  const entries = entriesOf(capability)
  testAnswers(forum, entries)
  testHiding(forum, entries)
}

type Answer = [actor: ActorName, status: number]

/** Staff look these up with a reason, which is written down. */
const looks = ['accounts.revealPersonalData', 'accounts.revealEventAddress']

/** Expects the headers of the endpoint, and the address of nobody but the caller. */
async function expectDiscreet(forum: TestForum, name: string, answer: Answered, caller: Client) {
  expectHeaders(answer, headersOf(name))
  if (looks.includes(name)) return
  await expectNoForeignAddress(forum, answer.text, caller)
  // As the address of a user, not as the forum's host.
  expect(answer.text).not.toContain('127.0.0.1"')
}

async function answerTo(
  forum: TestForum,
  name: string,
  prepared: Promise<Prepared>
): Promise<Answer> {
  const { actor, caller, call } = await prepared
  const answer = await send(forum, caller, name, call)
  if (answer.status < 400) await expectDiscreet(forum, name, answer, caller)
  return [actor, answer.status]
}

function inParallel(forum: TestForum, [name, row]: Entry, categoryId: number): Promise<Answer[]> {
  const expected = expectedOf(row)
  const refused = actors.filter((actor) => Number(expected[actor]) >= 400)
  const allowed = actors.filter((actor) => !refused.includes(actor))
  const prepared = [
    ...allowed.map((actor) => prepare(forum, actor, row, categoryId)),
    ...prepareRefused(forum, refused, row, categoryId)
  ]
  return Promise.all(prepared.map((one) => answerTo(forum, name, one)))
}

async function oneByOne(forum: TestForum, [name, row]: Entry, categoryId: number) {
  const answers: Answer[] = []
  for (const actor of actors)
    answers.push(await answerTo(forum, name, prepare(forum, actor, row, categoryId)))
  return answers
}

function testAnswers(forum: TestForum, entries: Entry[]) {
  describe('everybody gets the answer that the permission table gives them', () => {
    test.each(entries)('%s', async (name, row) => {
      const answersOf = row.onlyOne ? oneByOne : inParallel
      const answers = await answersOf(forum, [name, row], await forum.category())
      expect(Object.fromEntries(answers)).toEqual(expectedOf(row))
    })
  })
}

function testHiding(forum: TestForum, entries: Entry[]) {
  const possible = hidings.filter(({ subjects }) => concernedBy(entries, subjects).length > 0)

  describe.each(possible)('$what does not exist for others', ({ subjects, hide, from }) => {
    const concerned = concernedBy(entries, subjects)

    test.each(concerned)('%s', async (name, row) => {
      const categoryId = await forum.category()
      const prepared = await Promise.all(prepareRefused(forum, from, row, categoryId))
      await hide(forum, categoryId)
      const answers = prepared.map(async ({ actor, caller, call }) => {
        const hidden = await send(forum, caller, name, call)
        const never = await send(forum, caller, name, (row.unknown ?? nowhere)(call))
        expect([actor, hidden.status]).toEqual([actor, refusalOf(actor, name, row)])
        expect(hidden.text).toBe(never.text)
      })
      await Promise.all(answers)
    })
  })
}
