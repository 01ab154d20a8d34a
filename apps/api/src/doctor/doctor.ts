import { bugReport } from '@stoa/core/server'
import * as database from './database-checks.ts'
import { broken, type Check, type Finding, type Patient } from './findings.ts'
import * as machine from './machine-checks.ts'
import { checkEngine } from './search-checks.ts'

const checks: Record<string, Check> = {
  database: database.checkDatabase,
  clock: database.checkClock,
  address: machine.checkOrigin,
  contact: machine.checkContact,
  folder: machine.checkFolder,
  disk: machine.checkDisk,
  uploads: machine.checkUploads,
  scanner: machine.checkScanner,
  pictures: machine.checkVariants,
  mail: machine.checkMail,
  delivery: database.checkDelivery,
  jobs: database.checkJobs,
  backlog: database.checkBacklog,
  retention: database.checkRetention,
  events: database.checkEvents,
  search: database.checkSearch,
  engine: checkEngine,
  signing: database.checkSigning,
  team: database.checkTeam
}

/** Runs all checks. A check that throws is reported as broken. */
export async function* examine(patient: Patient): AsyncGenerator<Finding & { about: string }> {
  for (const [about, check] of Object.entries(checks)) {
    const finding = await check(patient).catch((error) => broken(bugReport(error).message))
    yield { about, ...finding }
  }
}
