import { join } from 'node:path'
import { Outbound, type Configuration } from '@stoa/core/server'
import type { ConnectionTarget } from '@stoa/core/database'
import { createMailer, type Letterhead, type Mail } from '@stoa/email'
import { clamdAt, filesInBucket, filesOnDisk } from '@stoa/uploads'
import { mailRouteOf } from './mail-route.ts'
import { createSearch } from './search-engine.ts'
import type { SearchReports } from './search-reports.ts'
import type { Tracing } from './tracing/tracing.ts'

export type OutsideSettings = Pick<
  Configuration,
  'dataDirectory' | 'mailFrom' | 'smtpUrl' | 'smtpTls' | 's3' | 'clamd' | 'origin' | 'meili'
> & {
  target: ConnectionTarget
  clock(): string
  /** Records requests, statements and jobs for the operator's collector. */
  tracing?: Tracing
}

/** Clients of external services: search engine, file storage, mail. */
export function createOutside(
  { dataDirectory, s3, clamd, ...settings }: OutsideSettings,
  searchReports: SearchReports
) {
  const search = createSearch(settings, searchReports)
  const folder = join(dataDirectory, 'mail')
  const mailer = createMailer({ ...settings, from: settings.mailFrom, folder })
  return {
    ports: {
      ...search.ports,
      files: s3 ? filesInBucket(s3, outboundTo(s3)) : filesOnDisk(join(dataDirectory, 'uploads')),
      scanner: clamd && clamdAt(clamd),
      sendMail: (mail: Mail, head: Letterhead) => mailer.send(mail, head),
      mailFrom: settings.mailFrom,
      mailRoute: mailRouteOf(settings)
    },
    async close() {
      mailer.close()
      await search.close()
    }
  }
}

// The operator sets this address, and the storage may be on the same network or machine.
const outboundTo = ({ endpoint }: NonNullable<Configuration['s3']>) =>
  new Outbound({ privateHost: endpoint && new URL(endpoint).hostname })
