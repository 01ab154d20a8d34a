import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './slowest-first.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cluster = ['apps/api/test/cluster.ts']
/** What starts programs of its own, whole forums or PostgreSQL, or depends on which PostgreSQL it is. */
const programs = ['apps/api/test/{process,postgres,backup}/**/*.test.ts']
const shared = {
  // Only for tests that hang: a busy machine may be slow.
  testTimeout: 240_000,
  hookTimeout: 240_000,
  // Loading the whole forum again for each file takes longer than running its tests.
  isolate: false
}

export default defineConfig({
  root,
  test: {
    // A forum waits for its database half of the time, so all cores are used, not all but one.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        root,
        test: {
          ...shared,
          name: 'unit',
          setupFiles: ['apps/api/test/every-language.ts'],
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts']
        }
      },
      {
        root,
        test: {
          ...shared,
          name: 'http',
          include: ['apps/api/test/**/*.test.ts'],
          exclude: programs,
          globalSetup: [...cluster, 'apps/api/test/matrix/third.ts'],
          setupFiles: ['apps/api/test/cheap-passwords.ts']
        }
      },
      { root, test: { ...shared, name: 'process', include: programs, globalSetup: cluster } }
    ]
  }
})
