import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export type Program = {
  origin: string
  pid: number
  /** Seconds until it was ready, PostgreSQL included. */
  seconds: number
  /** Resident memory of Node in MB; NaN on other systems than Linux. */
  memory(): Promise<number>
  stop(): Promise<void>
}

export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Starts the built forum on a data folder, as `npm start` does, with more settings. */
export async function startProgram(
  folder: string,
  port: number,
  settings: Record<string, string> = {}
): Promise<Program> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['apps/api/bin/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ PORT: String(port), STOA_DEMO: 'false', STOA_DATA: folder, LOG_LEVEL: 'error' },
      // Lets guests choose their address, so that they hit no limit.
      STOA_TRUST_PROXY: '127.0.0.1/32',
      ...settings
    },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  await untilReady(child)
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    seconds: (performance.now() - begun) / 1000,
    memory: () => residentMegabytes(child.pid),
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('Stoa is ready')) resolve()
    })
    child.once('exit', () => reject(new Error('The forum did not start: see above.')))
  })
}

export async function residentMegabytes(pid = 0): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024
}
