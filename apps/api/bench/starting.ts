import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export type Starts = {
  /** Milliseconds until ready, PostgreSQL included, with an existing data folder. */
  warmMs: number
  /** The same through `npm start`, which first checks whether anything must be built. */
  commandMs: number
  /** Resident memory of Node three seconds after it was ready. */
  idleBytes: number
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const settings = { PORT: '3901', STOA_DEMO: 'false' }

/** Starts the built forum as `npm start` does: once to create its data folder, then measured. */
export async function measureStarts(): Promise<Starts> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-bench-'))
  try {
    await started(folder, 'bin/start.mjs')
    const command = await started(folder, 'bin/start.mjs')
    const program = await started(folder, 'build/main.js')
    return { warmMs: program.ms, commandMs: command.ms, idleBytes: program.bytes }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function started(folder: string, program: string): Promise<{ ms: number; bytes: number }> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=16', `apps/api/${program}`], {
    cwd: root,
    env: { ...process.env, ...settings, STOA_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ms = (await untilReady(child)) - begun
  await sleep(3000)
  const bytes = await residentBytes(child.pid)
  child.kill('SIGTERM')
  await ended
  return { ms, bytes }
}

function untilReady(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('Stoa is ready')) resolve(performance.now())
    })
    child.once('exit', () => reject(new Error('The forum did not start: see above.')))
  })
}

/** Read from /proc, so 0 on other systems than Linux. */
async function residentBytes(pid = 0): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}
