import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type Role = 'all' | 'web' | 'worker'

type LogLine = { level: number; msg: string; err?: unknown }

const linesIn = (text: string) => text.split('\n').filter((line) => line.startsWith('{'))

/** A process of Stoa. */
export type Node = {
  ready: Promise<void>
  /** Its stderr so far. */
  errors(): string
  /** What it has logged so far. */
  log(): LogLine[]
  /** False after it ended. */
  lives(): boolean
  /** Stops it and returns its exit code. */
  stop(): Promise<number>
}

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Starts a node with these settings, and only PATH of this environment. */
export function startNode(settings: Record<string, string>): Node {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let errors = ''
  child.stderr.on('data', (text) => (errors += String(text)))
  let said = ''
  child.stdout.on('data', (text) => (said += String(text)))
  const ended = once(child, 'close')
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('Stoa is ready') && resolve())
    void ended.then(() => reject(new Error(`The node did not start: ${errors}`)))
  })
  return {
    ready,
    errors: () => errors,
    log: () => linesIn(said).map((line) => JSON.parse(line) as LogLine),
    lives: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill('SIGTERM')
      await ended
      return child.exitCode ?? 1
    }
  }
}
