import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The resources that a measured process has used, with statements of requests and jobs apart. */
export type Usage = { cpuMs: number; statements: number; jobStatements: number }

export type Child = {
  origin: string
  /** Facts that the process sent when it was ready. */
  facts: Record<string, string>
  /** Waits until all its work is done, and returns the usage. */
  usage(): Promise<Usage>
  stop(): Promise<void>
}

/** Starts a script of this folder as a child process and waits until it listens. */
export async function start(script: string, argument: unknown): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = fork(path, [JSON.stringify(argument)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--max-semi-space-size=16'],
    serialization: 'advanced'
  })
  const [ready] = (await once(child, 'message')) as [{ origin: string } & Record<string, string>]
  return {
    origin: ready.origin,
    facts: ready,
    usage: () => ask(child),
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

async function ask(child: ChildProcess): Promise<Usage> {
  child.send('usage')
  const [usage] = (await once(child, 'message')) as [Usage]
  return usage
}

/** The child's side: reports that it listens, and answers its usage once it is `idle`. */
export function answerUsage(
  facts: Record<string, string>,
  idle: () => Promise<Omit<Usage, 'cpuMs'>>
): void {
  process.on('message', () => void idle().then(send))
  // The parent is gone, and with it the database.
  process.on('disconnect', () => process.exit(1))
  process.send?.(facts)
}

function send(counts: Omit<Usage, 'cpuMs'>) {
  const { user, system } = process.cpuUsage()
  process.send?.({ ...counts, cpuMs: (user + system) / 1000 })
}
