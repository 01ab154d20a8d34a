import { atLeast, guest, snapshotOfFields, type Context } from '@stoa/core'
import { languageFor } from '@stoa/core/languages'
import { activeAnnouncements, type Known } from '../known.ts'
import { shownPhase } from '../phase.ts'
import { toRow, typeNamesFor } from '../rows.ts'
import { serviceStates, type ServiceList } from './contract.ts'
import { knownServices } from './known.ts'

type ServiceState = (typeof serviceStates)[number]

/**
 * Lists the services with their present state, as everybody may know it: whoever reads, the state
 * comes from announcements for guests.
 */
export async function listServices(ctx: Context): Promise<ServiceList> {
  const [all, active, names] = await Promise.all([
    knownServices(ctx),
    activeAnnouncements({ ...ctx, actor: guest }),
    typeNamesFor(ctx)
  ])
  const isShown = atLeast(ctx.actor.role, 'admin')
    ? () => true
    : ({ archivedAt }: (typeof all)[number]) => archivedAt === null
  const items = all.filter(isShown).map(({ key, names: written, archivedAt }) => {
    const disturbing = disturbancesOf(active, key, ctx.now)
    return {
      key,
      name: names.services.get(key) ?? key,
      language: languageFor(ctx, written),
      names: written,
      snapshot: snapshotOfFields({ names: written }),
      state: disturbing[0]?.state ?? ('operational' as const),
      announcements: disturbing.map(({ known }) => {
        const { id, url, title, language, phase } = toRow(ctx, known, names)
        return { id, url, title, language, phase }
      }),
      archived: archivedAt !== null
    }
  })
  return { items }
}

/** Announcements that disturb the service now, the worst first. */
const disturbancesOf = (active: readonly Known[], key: string, now: string) =>
  active
    .filter(({ services }) => services.includes(key))
    .map((known) => ({ known, state: stateBy(known, now) }))
    .filter(({ state }) => state !== 'operational')
    .sort((a, b) => serviceStates.indexOf(a.state) - serviceStates.indexOf(b.state))

/** State of a service that one announcement names. A planned maintenance disturbs nothing yet. */
function stateBy(known: Known, now: string): ServiceState {
  const { basis, phase, severity } = known
  if (basis === 'incident' && phase !== 'resolved')
    return severity === 'critical' ? 'outage' : 'degraded'
  const isUnderWay = basis === 'maintenance' && shownPhase(known, now) === 'started'
  return isUnderWay ? 'maintenance' : 'operational'
}
