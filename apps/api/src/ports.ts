import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '@stoa/core'
import { Outbound, type Configuration } from '@stoa/core/server'
import type { Connection } from '@stoa/core/database'
import { readsAnnouncement } from '@stoa/announcements'
import { createLive, type Live } from '@stoa/notifications'
import { ticketAccess } from '@stoa/tickets'
import { breachedPasswords, type BreachedPasswords } from './breached-passwords.ts'
import { keysOf } from './keys.ts'
import { presenceChannel } from './invalidation.ts'
import { createOutside, type OutsideSettings } from './outside.ts'
import { relatedWordsOfField } from './packs/related-words.ts'
import { reactionTo } from './reactions/index.ts'
import { ofReceivers } from './reactions/receivers.ts'
import { authorizeReader } from './reader-access.ts'
import { systemContext } from './requests/contexts.ts'
import { searchReactionTo } from './search-engine.ts'
import type { SearchReports } from './search-reports.ts'
import { resolveTxt } from './txt-records.ts'
import { betweenCapabilities, ofAll } from './capability-ports.ts'

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
