import type { SearchEngine } from './engine.ts'
import type { Server } from './meilisearch/server.ts'

declare module '@stoa/core' {
  interface Ports {
    searchEngine: SearchEngine
    /** Meilisearch, where it is set up; it has to be kept up to date. */
    searchServer?: Server
  }
}
