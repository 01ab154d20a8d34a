import { Resolver } from 'node:dns/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '@stoa/core'
import { type Configuration, Outbound, secretFor } from '@stoa/core/server'
import type { Connection, ConnectionTarget } from '@stoa/core/database'
import { readsAnnouncement } from '@stoa/announcements'
import { createLive, type Live } from '@stoa/notifications'
import { ticketAccess } from '@stoa/tickets'
import { pwnedRange } from '@stoa/accounts/breached-passwords'
import { createMailer, type Letterhead, type Mail } from '@stoa/email'
import { clamdAt, filesInBucket, filesOnDisk } from '@stoa/uploads'
import { presenceChannel } from './invalidation.ts'
import { relatedWordsOfField } from './packs/pack.ts'
import { reactionTo } from './reactions/index.ts'
import { ofReceivers } from './reactions/headlines.ts'
import { authorizeReader } from './reader-access.ts'
import { systemContext } from './requests/contexts.ts'
import { createSearch, searchReactionTo } from './search-engine.ts'
import type { SearchReports } from './search-reports.ts'
import { betweenCapabilities, ofAll } from './capability-ports.ts'
import { mailRouteOf } from './mail-route.ts'
import type { Tracing } from './tracing/tracer.ts'

export type PortSettings = OutsideSettings &
  BreachedPasswords &
  Pick<Configuration, 'secret' | 'previousSecret' | 'mailLimits' | 'demo'> & {
    /**
     * Also reaches this machine, for webhook receivers of tests. Defaults to public addresses only.
     */
    outbound?: Outbound
    /** Answers instead of the name servers of this system, in tests. */
    resolveTxt?: Ports['resolveTxt']
  }

export type Composition = {
  ports: Ports
  live: Live
  close(): Promise<void>
}

type Listeners = Pick<Ports, 'committed' | 'languages' | 'logSecurityEvent'> & {
  log(): Pick<FastifyBaseLogger, 'warn'>
  search: SearchReports
}

/** Creates the ports: what capabilities need from each other and from external services. */
export function createPorts(
  settings: PortSettings,
  { db, sql }: Connection,
  onError: (error: unknown) => void,
  { search, log, ...listeners }: Listeners
): Composition {
  const live = createLive({
    db,
    tickets: ticketAccess(db),
    readsAnnouncement: (actor, id) =>
      readsAnnouncement({ ...systemContext({ db, ports, clock: settings.clock }), actor }, id),
    reactionTo: (type) => reactionTo(type)?.live,
    onError
  })
  const outside = createOutside(settings, search)
  const ports: Ports = {
    ...outside.ports,
    ...betweenCapabilities(),
    ...ofAll,
    authorizeReader,
    ...listeners,
    publicOrigin: settings.origin,
    tracer: settings.tracing,
    demo: settings.demo,
    mailLimits: settings.mailLimits,
    outbound: settings.outbound ?? new Outbound(),
    breachedPasswords: breachedPasswords(settings, log),
    resolveTxt: settings.resolveTxt ?? resolveTxt,
    ...ofReceivers,
    searchReactionTo,
    relatedWordsOfField,
    ...keysOf(settings),
    subscribe: (subscription) => live.subscribe(subscription),
    publishPresence: async (presence) =>
      void (await sql.notify(presenceChannel, JSON.stringify(presence)))
  }
  return { ports, live, close: () => outside.close() }
}

type BreachedPasswords = Partial<Pick<Configuration, 'pwnedPasswordsUrl'>> & {
  /** Those of the operator's file. */
  breachedPasswords?: { has(sha1: string): boolean }
}

const unasked = 'new passwords are accepted without asking the server of STOA_PWNED_PASSWORDS_URL'

/** Port: the passwords that nobody may choose. */
const breachedPasswords = (
  { breachedPasswords: listed, pwnedPasswordsUrl: url }: BreachedPasswords,
  log: () => Pick<FastifyBaseLogger, 'warn'>
): Ports['breachedPasswords'] => ({
  isListed: (sha1) => listed?.has(sha1) ?? false,
  isPwned:
    url === undefined
      ? async () => false
      : pwnedRange(url, outboundTo(url), (err) => log().warn({ err }, unasked))
})

// The operator sets these addresses, and what they name may be on the same network or machine.
const outboundTo = (url = '') => new Outbound({ privateHost: URL.parse(url)?.hostname })

/** Port: looks up TXT records at the servers of this system; the signal ends it. */
async function resolveTxt(name: string, signal: AbortSignal): Promise<string[][]> {
  const resolver = new Resolver({ timeout: 1000, tries: 2 })
  signal.addEventListener('abort', () => resolver.cancel(), { once: true })
  return resolver.resolveTxt(name)
}

/** Derives the keys of the present and the former secret, each once per purpose. */
export function keysOf({
  secret,
  previousSecret
}: Pick<Configuration, 'secret' | 'previousSecret'>): Pick<Ports, 'keyFor' | 'previousKeyFor'> {
  return {
    keyFor: derivedFrom(secret),
    previousKeyFor: previousSecret === undefined ? () => undefined : derivedFrom(previousSecret)
  }
}

function derivedFrom(secret: string): Ports['keyFor'] {
  const known = new Map<string, Buffer>()
  return (purpose) => {
    const key = known.get(purpose) ?? secretFor({ secret }, purpose)
    known.set(purpose, key)
    return key
  }
}

type OutsideSettings = Pick<
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
      files: s3
        ? filesInBucket(s3, outboundTo(s3.endpoint))
        : filesOnDisk(join(dataDirectory, 'uploads')),
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
