import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Measurements, ProgramScene, Row } from './measurements.ts'
import { send } from './load.ts'
import { mixedRequests } from './mixed-requests.ts'
import { root, startProgram, type Program } from './program.ts'
import { measureScale } from './search/scale.ts'

/** The rows that start the built forum themselves. */
export const programRows: Row<ProgramScene>[] = [
  { name: 'start', measure: measureStarts },
  { name: 'memory', measure: measureMemory }
]

/** Rows that take minutes, in which `npm run bench -- long` measures them once. */
export const longRows: Row<ProgramScene>[] = [
  { name: 'memory', measure: measureLongUse },
  { name: 'search over 1,000,000 posts', measure: slowestSearch }
]

const rest = () => sleep(3000)

async function measureStarts({ folder, port }: ProgramScene): Promise<Measurements> {
  const program = await startProgram(folder, port)
  await program.stop()
  return { seconds: program.seconds, 'seconds of --help': await secondsOfHelp() }
}

async function secondsOfHelp(): Promise<number> {
  const begun = performance.now()
  const command = ['apps/api/bin/stoa.mjs', '--help']
  await once(spawn(process.execPath, command, { cwd: root, stdio: 'ignore' }), 'exit')
  return (performance.now() - begun) / 1000
}

async function measureMemory(scene: ProgramScene): Promise<Measurements> {
  return withProgram(scene, async (program) => {
    await rest()
    const idle = await program.memory()
    const used = await memoryAfterUse(program, scene, 20)
    return {
      'MB idle': idle,
      'MB after 20 s of use': used
    }
  })
}

async function measureLongUse(scene: ProgramScene): Promise<Measurements> {
  return withProgram(scene, async (program) => ({
    'MB after 10 min of use': await memoryAfterUse(program, scene, 600)
  }))
}

async function withProgram<T>(scene: ProgramScene, work: (program: Program) => Promise<T>) {
  const program = await startProgram(scene.folder, scene.port)
  return work(program).finally(() => program.stop())
}

async function memoryAfterUse(program: Program, scene: ProgramScene, seconds: number) {
  await send(program.origin, mixedRequests(scene), seconds)
  return program.memory()
}

/** The p95 of the slowest class of searches. */
async function slowestSearch(): Promise<Measurements> {
  const [postgres] = await measureScale(1_000_000)
  return { 'p95 ms': Math.max(...(postgres?.classes ?? []).map(({ p95 }) => p95)) }
}
