import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FilterOf } from './filters/filter-matching.ts'
import type { Finding } from './detector.ts'
import type { ScanTask } from './scan-worker.ts'

const idleFor = 60_000

let worker: Worker | undefined
let idle: NodeJS.Timeout | undefined
let before: Promise<unknown> = Promise.resolve()

/** As `scan`, on a worker thread, one text at a time. */
export function scanOnThread(
  text: string,
  filters: FilterOf<string>[]
): Promise<Finding<string>[]> {
  const found = before.then(() => ask({ text, filters }))
  before = found.catch(() => undefined)
  return found
}

async function ask(task: ScanTask): Promise<Finding<string>[]> {
  clearTimeout(idle)
  const thread = (worker ??= start())
  const answered = once(thread, 'message') as Promise<[Finding<string>[]]>
  thread.postMessage(task)
  const [found] = await answered
  idle = setTimeout(stop, idleFor).unref()
  return found
}

/** The worker is beside this file, both in the sources and in the build. */
function start(): Worker {
  const name = import.meta.url.endsWith('.ts') ? 'scan-worker.ts' : 'scan-worker.js'
  const thread = new Worker(new URL(name, import.meta.url))
  // The thread does not keep the process alive; after an error it is started again.
  thread.on('error', () => thread === worker && stop()).unref()
  return thread
}

function stop() {
  void worker?.terminate()
  worker = undefined
}
