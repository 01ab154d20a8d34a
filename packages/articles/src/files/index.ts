import '../events.ts'

export type { Failure } from './failures.ts'
export { exportArticles, type Exported } from './export.ts'
export { importArticles, type Imported, type ImportOptions } from './import.ts'
