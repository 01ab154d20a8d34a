import type { Balance } from './balance.ts'
import { startExperiment, type Restart } from './experiment.ts'
import type { Role } from './node.ts'
import { signals, type Way } from './outside-postgres.ts'
import { openScene, type Place, type Setting } from './scene.ts'

/** All restarts of one kind. */
export type Row = { name: string; way: Way; restarts: Restart[]; balance: Balance }

const port = 3911
const say = (text: string) => process.stderr.write(`${text}\n`)

const forums: { name: string; place: Place; roles: Role[] }[] = [
  { name: 'all, embedded', place: 'embedded', roles: ['all'] },
  { name: 'all, external', place: 'external', roles: ['all'] },
  { name: 'web and worker, external', place: 'external', roles: ['web', 'worker'] }
]

/**
 * Restarts the database of forums under load, `times` times in each way. A row is yielded after its
 * last restart.
 * @param binaries the folder of the programs of another PostgreSQL, for external ones
 */
export async function* measureRestarts(times: number, binaries?: string): AsyncGenerator<Row> {
  for (const { name, ...forum } of forums)
    for (const way of Object.keys(signals) as Way[]) {
      say(`${name}: ${way}`)
      yield { name, way, ...(await measure({ ...forum, port, binaries }, way, times)) }
    }
}

async function measure(setting: Setting, way: Way, times: number) {
  const scene = await openScene(setting)
  try {
    const experiment = await startExperiment(scene)
    const restarts: Restart[] = []
    while (restarts.length < times && restarts.every(({ survived }) => survived))
      restarts.push(await experiment.restart(way))
    return { restarts, balance: await experiment.finish() }
  } finally {
    await scene.close()
  }
}
