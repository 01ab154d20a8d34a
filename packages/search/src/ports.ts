import type { SearchEngine } from './engine.ts'

declare module '@stoa/core' {
  interface Ports {
    searchEngine: SearchEngine
  }
}
