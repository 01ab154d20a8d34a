// A worker thread, as scanning a long file takes seconds of CPU time.
import { parentPort } from 'node:worker_threads'
import type { FilterOf } from './filter-matching.ts'
import { scan } from './scanning.ts'

export type ScanTask = { text: string; filters: FilterOf<string>[] }

parentPort?.on('message', ({ text, filters }: ScanTask) => {
  void scan(text, filters).then((found) => parentPort?.postMessage(found))
})
