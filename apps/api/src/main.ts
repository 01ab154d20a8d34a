import { setTimeout as wait } from 'node:timers/promises'
import { applyConfiguredProviders, readConfiguredProviders } from '@stoa/accounts/providers'
import { relyingPartyOf } from '@stoa/accounts/setup'
import { bugReport, readConfiguration, StartError, type Configuration } from '@stoa/core/server'
import { explainClock } from './clock-offset.ts'
import { adoptEvents, migrateDatabase, startDatabase } from './database.ts'
import { createForum, type Forum } from './forum.ts'
import { listen, tryAddress } from './listen.ts'
import { freeMemoryAtRest } from './memory.ts'
import { checkSecret } from './secret-check.ts'
import { setupLines } from './setup-steps.ts'
import { loadWeb } from './web-build.ts'

const forumStopsWithin = 12_000
const everythingStopsWithin = 18_000

const opened: (() => Promise<unknown>)[] = []
let stopping = false
/** Tells load balancers, before anything is closed. */
let drain: () => Promise<unknown> = () => Promise.resolve()

/** Starts everything in order. Opened parts are closed in reverse, even after a failed start. */
async function start() {
  const configuration = readConfiguration(process.env)
  const serves = configuration.role !== 'worker'
  const providers = readConfiguredProviders(configuration.signInProviders)
  if (serves) await tryAddress(configuration)
  const database = await open(startDatabase(configuration, { say: warn }), (it) => it.stop())
  const { target, notice } = database
  if (notice) say(notice)
  await migrateDatabase(target)
  const metrics = await openMetrics(configuration)
  const tracing = await openTracing(configuration)
  const web = serves ? await loadWeb() : undefined
  const breachedPasswords = serves ? await listedPasswords(configuration) : undefined
  const clock = () => new Date().toISOString()
  const alone = configuration.databaseUrl === undefined
  const parts = { web, metrics, tracing, clock, breachedPasswords }
  const settings = { ...configuration, target, alone, ...parts }
  const forum = await open(createForum(settings), stopForum)
  await checkSecret(forum.context())
  await warnOfClock(forum)
  await adoptEvents(forum)
  // A worker without the setting must not switch them off.
  if (serves) await applyConfiguredProviders(forum.context(), providers)
  drain = () => drained(forum.drain(), configuration.drainSeconds * 1000)
  if (configuration.demo) await addDemo(forum)
  const toSay = serves && !configuration.demo ? await setupLines(forum.context()) : []
  await forum.start()
  if (serves) await listen(forum.app, configuration)
  sayReady(configuration)
  if (configuration.demo) await announce()
  for (const line of toSay) say(line)
  freeMemoryAtRest()
}

/** Resolves after the time of `STOA_DRAIN`, or twice that if the balancer has not seen it by then. */
async function drained(seen: Promise<void>, drainFor: number) {
  await wait(drainFor)
  await Promise.race([seen, wait(drainFor)])
}

// What only the demo needs is loaded with it.
async function addDemo(forum: Forum) {
  const { seedDemo } = await import('./demo/seed.ts')
  await seedDemo(forum.context())
}

async function announce() {
  const { announceDemo } = await import('./demo/announced.ts')
  announceDemo(say)
}

/** Reads the operator's file of passwords that nobody may choose. */
async function listedPasswords({ breachedPasswordsFile: path }: Configuration) {
  if (path === undefined) return undefined
  const { readBreachedPasswords } = await import('@stoa/accounts/breached-passwords')
  return readBreachedPasswords(path)
}

/** Says where the forum is, and where passkeys work if that is another address. */
function sayReady({ origin, role }: Configuration) {
  say(`Stoa is ready at ${origin}`)
  const passkeys = relyingPartyOf({ publicOrigin: origin })?.origin ?? origin
  if (passkeys !== origin && role !== 'worker') say(`Passkeys: open ${passkeys}`)
}

/** A forum whose clock is wrong is better than none, so this is no reason not to start. */
async function warnOfClock({ connection }: Forum) {
  const words = await explainClock(connection)
  if (words) warn(words)
}

/** Loads the metrics code only if it is needed. */
async function openMetrics({ metricsPort: port, host }: Configuration) {
  if (port === undefined) return undefined
  const { createMetrics, listenForMetrics } = await import('./metrics/index.ts')
  const metrics = createMetrics()
  await open(listenForMetrics(metrics, { port, host }), (server) => server.stop())
  return metrics
}

/** Loads the code for traces only if they are collected. */
async function openTracing(configuration: Configuration) {
  if (configuration.traces === undefined) return undefined
  const { createTracing } = await import('./tracing/tracer.ts')
  const tracing = createTracing(configuration.traces, configuration)
  return open(Promise.resolve(tracing), (it) => it.stop())
}

function open<T>(opening: Promise<T>, close: (it: T) => Promise<unknown>): Promise<T> {
  opened.push(() => opening.then(close))
  return opening
}

// The database must be stopped properly even if a request or a job does not end.
const stopForum = (forum: Forum) => Promise.race([forum.stop(), wait(forumStopsWithin)])

async function stop(exitCode: number) {
  if (stopping) return
  stopping = true
  if (exitCode === 0) await drain()
  setTimeout(() => process.exit(1), everythingStopsWithin).unref()
  for (const close of opened.reverse()) await close().catch(() => {})
  process.exit(exitCode)
}

/** Prints the reason and ends. */
async function fail(error: unknown) {
  if (stopping) return
  const text = error instanceof StartError ? error.message : bugReport(error).stack
  process.stderr.write(`${text}\n`)
  await stop(1)
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const warn = (line: string) => void process.stderr.write(`${line}\n`)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
process.on('disconnect', () => stop(0))
process.on('uncaughtException', fail)
await start().catch(fail)
