import { randomBytes } from 'node:crypto'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import { inject } from 'vitest'
import { dropDatabase, within } from './cluster.ts'

export type TestDatabase = { target: ConnectionTarget; drop(): Promise<void> }

/**
 * Creates a migrated, empty database for one test file as a copy of the template. A copy of
 * `template1` has no migrations. Copying files takes half the time of writing pages through the log.
 */
export async function createDatabase(template = inject('template')): Promise<TestDatabase> {
  const name = `stoa_${randomBytes(6).toString('hex')}`
  await administer(`create database ${name} template ${template} strategy file_copy`)
  return {
    target: within(inject('server'), name),
    drop: async () => void (await dropDatabase(administer, name))
  }
}

async function administer(statement: string) {
  const admin = connect(inject('server'), { max: 1 })
  try {
    await admin.sql.unsafe(statement)
  } finally {
    await admin.close()
  }
}
