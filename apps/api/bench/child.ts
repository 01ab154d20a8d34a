import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { memoryFlags } from '../bin/memory-flags.mjs'

/** What a measured forum has counted so far, requests and jobs apart. */
export type Counts = {
  statements: number
  jobStatements: number
  /** Queries that drizzle has built, jobs included. */
  built: number
  /** Guests' pages that were found in the cache, and not. */
  hits: number
  misses: number
}
export type Usage = Counts & { cpuMs: number }

export type Child = {
  origin: string
  pid: number
  /** Facts that the process sent when it was ready. */
  facts: Record<string, string>
  /** Waits until all its work is done, and returns the usage. */
  usage(): Promise<Usage>
  /** Its resident memory in MB, without garbage. */
  memory(): Promise<number>
  /** Sets how many milliseconds its clock is ahead. */
  setClock(ahead: number): void
  stop(): Promise<void>
}

/** Starts a script of this folder as a child process and waits until it listens. */
export async function start(script: string, argument: unknown): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = fork(path, [JSON.stringify(argument)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: memoryFlags,
    serialization: 'advanced'
  })
  const [ready] = (await once(child, 'message')) as [{ origin: string } & Record<string, string>]
  return {
    origin: ready.origin,
    pid: child.pid ?? 0,
    facts: ready,
    usage: () => ask<Usage>(child, 'usage'),
    memory: () => ask<number>(child, 'memory'),
    setClock: (ahead) => void child.send(ahead),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

async function ask<Answer>(child: ChildProcess, question: 'usage' | 'memory'): Promise<Answer> {
  child.send(question)
  const [answer] = (await once(child, 'message')) as [Answer]
  return answer
}

type Served = {
  facts: Record<string, string>
  /** Returns the counts once the process is idle. */
  counts(): Promise<Partial<Counts>>
  setClock?(ahead: number): void
}

const none: Counts = { statements: 0, jobStatements: 0, built: 0, hits: 0, misses: 0 }

/** The child's side: reports that it listens, and answers its usage. */
export function serve({ facts, counts, setClock }: Served): void {
  process.on('message', (asked) => {
    if (typeof asked === 'number') setClock?.(asked)
    else if (asked === 'memory') process.send?.(megabytes())
    else void counts().then(send)
  })
  // The parent is gone, and with it the database.
  process.on('disconnect', () => process.exit(1))
  process.send?.(facts)
}

function megabytes(): number {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort' })
  return process.memoryUsage.rss() / 1024 / 1024
}

function send(counts: Partial<Counts>) {
  const { user, system } = process.cpuUsage()
  const usage: Usage = { ...none, ...counts, cpuMs: (user + system) / 1000 }
  process.send?.(usage)
}
