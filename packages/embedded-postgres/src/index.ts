export { findBinaries } from './binaries.ts'
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts'
export { databaseUser } from './user.ts'
