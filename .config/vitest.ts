import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
// For what hangs: a machine that is busy with something else may be slow.
const limits = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  root,
  test: {
    // A forum waits for its database half of the time, so all cores are used, not all but one.
    maxWorkers: '100%',
    projects: [
      {
        root,
        test: {
          ...limits,
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts']
        }
      },
      {
        root,
        test: {
          ...limits,
          name: 'http',
          include: ['apps/api/test/**/*.test.ts'],
          globalSetup: ['apps/api/test/cluster.ts']
        }
      }
    ]
  }
})
