import fc from 'fast-check'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { acts, type Act } from './recovery-acts.ts'
import {
  deliver,
  enter,
  isIn,
  now,
  stealable,
  week,
  type Person,
  type World
} from './recovery-world.ts'

const forum = startForum()
const hour = 3600_000

const names = Object.keys(acts) as (keyof typeof acts)[]
const step = fc.record({
  who: fc.constantFrom('owner' as const, 'thief' as const),
  act: fc.constantFrom(...names, 'change' as const, 'confirm' as const, 'confirm' as const),
  pick: fc.nat(11),
  hours: fc.constantFrom(0, 0, 1, 2, 5, 26, 50, 190)
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function play(world: World, steps: readonly Step[]) {
  for (const { who, act, pick, hours } of steps) {
    const run: Act = acts[act]
    await run(world, world[who], pick)
    await deliver(world)
    forum.advance(hours * hour)
  }
}

/**
 * Who ends with the account: the holder of the oldest address of the last seven days, or of the
 * second factor that proved a change away from it and was a week old. `factorStays`: the present
 * factor is too old to be removed by an undo.
 */
function winnerOf(world: World) {
  const place = world.addresses.findIndex(({ until }) => until > now(world) - week)
  const oldest = world.addresses[place]
  if (!oldest) throw new Error('an account without an address')
  const changes = world.addresses.slice(place + 1)
  const asked = changes[0]?.asked ?? now(world)
  const trusted = asked - week
  const proved = changes.find(({ factorFrom = Infinity }) => factorFrom <= trusted)
  const factorStays = world.factor !== undefined && world.factor.from <= trusted
  return { ...(proved ?? oldest), byFactor: proved !== undefined, factorStays, trusted }
}

async function recall(world: World, who: Person, email: string) {
  const pick = who.mailboxes.indexOf(email)
  await acts.freezeByCode(world, who, pick)
  await acts.reset(world, who, pick)
}

/** Runs every act that somebody can still try. */
async function tryAll(world: World, who: Person) {
  for (let pick = 0; pick < 12; pick += 1) {
    await acts.undo(world, who, pick)
    await acts.freezeByLink(world, who, pick)
    await acts.cancel(world, who, pick)
  }
  for (const email of who.mailboxes) await recall(world, who, email)
  await acts.confirm(world, who)
}

/** Whether somebody has access to the account, not counting API tokens older than a week. */
async function getsIn(world: World, who: Person, trusted: number): Promise<boolean> {
  if (await enter(world, who)) return true
  for (const browser of who.browsers) if (await isIn(browser)) return true
  for (const { secret } of who.bearers.filter(({ at }) => at > trusted)) {
    const headers = { authorization: `Bearer ${secret}` }
    if ((await forum.guest.get('/me', headers)).status === 200) return true
  }
  return false
}

/** @returns what went wrong, for the failure message with its sequence */
async function outcomeOf(world: World): Promise<string | undefined> {
  forum.advance(2 * hour)
  const { holder: winner, email, byFactor, factorStays, trusted } = winnerOf(world)
  const loser = winner === world.owner ? world.thief : world.owner
  const present = byFactor ? (world.addresses.at(-1)?.email ?? '') : email
  await recall(world, winner, present)
  if (await getsIn(world, loser, trusted)) return `${loser.name} is in at once`
  await tryAll(world, loser)
  if (await getsIn(world, loser, trusted)) return `${loser.name} gets in`
  if (factorStays && world.factor?.holder !== winner) return undefined
  // The former mailbox can freeze an account that it cannot get.
  if (byFactor) await recall(world, winner, present)
  return (await enter(world, winner)) ? undefined : `${winner.name} does not get in`
}

const numRuns = Number(process.env.SEQUENCES ?? 3)
const perRun = 15_000

const steps = fc.array(step, { minLength: 3, maxLength: 12 })

/** Plays random sequences of both people from this beginning, and checks who gets the account. */
const check = (begin: () => Promise<World>) =>
  fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      const world = await begin()
      await play(world, steps)
      expect(await outcomeOf(world)).toBeUndefined()
    }),
    { numRuns, endOnFailure: true }
  )

test(
  'after any sequence the holder of the oldest address ends with the account',
  () => check(() => stealable(forum, 'owner')),
  numRuns * perRun
)

/**
 * A thief reads the mailbox; the owner leaves it with a second factor that is older than a week.
 */
async function fleeing(): Promise<World> {
  const world = await stealable(forum, 'thief')
  await acts.factorOn(world, world.owner)
  forum.advance(week + hour)
  for (const act of ['change', 'confirm'] as const)
    await play(world, [{ who: 'owner', act, pick: 1, hours: 0 }])
  expect(winnerOf(world)).toMatchObject({ holder: { name: 'owner' }, byFactor: true })
  return world
}

test(
  'an owner who left a stolen mailbox with an old second factor ends with it',
  () => check(fleeing),
  numRuns * perRun
)
