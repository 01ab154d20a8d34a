import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { balance } from '../../bench/restarts/balance.ts'
import { openThread } from '../../bench/restarts/experiment.ts'
import { post, watch, type Posting, type Watch } from '../../bench/restarts/load.ts'
import {
  startOutsidePostgres,
  type OutsidePostgres
} from '../../bench/restarts/outside-postgres.ts'
import { until } from '../../bench/restarts/until.ts'
import { startBalancer, type Balancer } from './balancer.ts'
import { buildCheckout, checkOutCommit, hasCommit } from './checkout.ts'
import { previous } from './releases.ts'
import { freePort, run, runProgram } from './server.ts'

// Building the pages of another commit takes half a minute. It brings its PostgreSQL.
const isWhole = process.env['CI'] !== undefined && !process.env['DATABASE_URL']
const filling = fileURLToPath(new URL('fill-members.ts', import.meta.url))
const repliesBetween = 20
// Each member stays within the limit of replies a minute.
const pauseOfMember = 6000

let older: string
let data: string
let outside: OutsidePostgres
let balancer: Balancer
let origin: string
let settings: Record<string, string>
let cookies: string[]
const nodes: ReturnType<typeof run>[] = []
let ports: [older: number, newer: number]

async function prepare() {
  older = checkOutCommit(previous.commit)
  buildCheckout(older)
  data = mkdtempSync('/tmp/stoa-rolling-')
  outside = await startOutsidePostgres(await freePort())
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  ports = [await freePort(), await freePort()]
  settings = {
    DATABASE_URL: outside.url,
    STOA_SECRET: 'a-secret-of-at-least-32-characters',
    STOA_DATA: join(data, 'data'),
    STOA_ORIGIN: origin,
    STOA_TRUST_PROXY: '127.0.0.1/32',
    STOA_DRAIN: '1'
  }
  balancer = startBalancer(port, ports)
}

/** Makes the database of the previous release, by its own programs. */
async function fill() {
  const migrated = await ofOlder('cli', settings, ['migrate']).exit
  expect(migrated).toMatchObject({ code: 0, stderr: '' })
  const program = join(older, 'apps/api/test/process/fill-members.ts')
  cpSync(filling, program)
  const { stdout, stderr } = await runProgram(program, {}, [outside.url, data, String(ports[0])])
    .exit
  expect(stderr).toBe('')
  cookies = (JSON.parse(stdout) as string[]).map((id) => `stoa_session=${id}`)
}

const ofOlder = (program: 'main' | 'cli', env: Record<string, string>, args: string[] = []) =>
  runProgram(join(older, `apps/api/build/${program}.js`), env, args)

async function ready(node: ReturnType<typeof run>) {
  nodes.push(node)
  await node.says('Stoa is ready')
  await until('the balancer has an answer', async () => (await fetch(`${origin}/readyz`)).ok)
  return node
}

type Load = { threadId: number; postings: Posting[]; watches: Watch[] }

async function startLoad(): Promise<Load> {
  const threadId = await openThread({ origin, cookies }, 'A thread that many answer')
  let turn = 0
  const postings = cookies
    .slice(1)
    .map((cookie, seed) => post(origin, threadId, cookie, seed, pauseOfMember))
  const paths = [() => `/t/${threadId}`, () => '/', () => `/search?q=deposit+${(turn += 1)}`]
  return { threadId, postings, watches: paths.map((path) => watch(origin, path, 60)) }
}

const acknowledgedBy = ({ postings }: Load) => postings.flatMap((one) => one.acknowledged)

async function moreReplies(load: Load) {
  const before = acknowledgedBy(load).length
  const isEnough = async () => acknowledgedBy(load).length >= before + repliesBetween
  await until('replies are acknowledged', isEnough)
}

/** Answers that are no success, of replies and of pages. */
async function failures({ postings, watches }: Load) {
  const all = [...postings, ...watches]
  await Promise.all(all.map((one) => one.stop()))
  const answers = all.flatMap((one) => one.answers)
  const failed = answers.filter(({ status }) => ![200, 201].includes(status))
  return failed.map(({ status, text }) => `${status} ${text.slice(0, 500)}`)
}

describe.runIf(isWhole && hasCommit(previous.commit))('a node of the previous release', () => {
  beforeAll(async () => {
    await prepare()
    await fill()
  })
  afterAll(async () => {
    // They run on where an expectation failed.
    for (const node of nodes) node.kill('SIGKILL')
    await balancer.stop()
    await outside.remove()
    for (const folder of [older, data]) rmSync(folder, { recursive: true, force: true })
  })

  test('runs on while this version migrates and takes over, and no request fails', async () => {
    const first = await ready(ofOlder('main', { ...settings, PORT: String(ports[0]) }))
    const load = await startLoad()
    await moreReplies(load)
    expect(await run('cli', settings, ['migrate']).exit).toMatchObject({ code: 0, stderr: '' })
    await moreReplies(load)
    const second = await ready(run('main', { ...settings, PORT: String(ports[1]) }))
    await wait(1000)
    first.kill('SIGTERM')
    expect(await first.exit).toMatchObject({ code: 0, stderr: '' })
    await moreReplies(load)
    expect(await failures(load)).toEqual([])
    const target = { url: outside.url }
    const { acknowledged, ...wrong } = await balance(
      { target },
      load.threadId,
      acknowledgedBy(load)
    )
    expect(acknowledged).toBeGreaterThanOrEqual(3 * repliesBetween)
    expect(wrong).toEqual({ lost: 0, twice: 0, undone: 0 })
    second.kill('SIGTERM')
    expect(await second.exit).toMatchObject({ code: 0, stderr: '' })
  })
})
