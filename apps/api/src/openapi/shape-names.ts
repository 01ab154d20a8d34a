import { z } from 'zod'
import * as accounts from '@stoa/accounts/contract'
import * as groups from '@stoa/accounts/groups/contract'
import * as serviceAccounts from '@stoa/accounts/service-accounts/contract'
import * as announcements from '@stoa/announcements/contract'
import * as articles from '@stoa/articles/contract'
import type { AnyEndpoint } from '@stoa/core'
import * as core from '@stoa/core/contract'
import * as moderation from '@stoa/moderation/contract'
import * as notifications from '@stoa/notifications/contract'
import * as safety from '@stoa/safety/contract'
import * as search from '@stoa/search/contract'
import * as site from '@stoa/site/contract'
import * as documents from '@stoa/site/documents/contract'
import * as retention from '@stoa/site/retention/contract'
import * as statistics from '@stoa/statistics/contract'
import * as threads from '@stoa/threads/contract'
import * as tickets from '@stoa/tickets/contract'
import * as uploads from '@stoa/uploads/contract'
import * as volunteers from '@stoa/volunteers/contract'
import * as webhooks from '@stoa/webhooks/contract'

const contracts: Record<string, object> = {
  ...{ core, accounts, groups, serviceAccounts, site, documents, retention, uploads, threads },
  ...{ safety, moderation, volunteers, announcements, articles, notifications, search, tickets },
  ...{ webhooks, statistics }
}

/**
 * Names the shapes that contracts export, as components: `authorShape` is `Author`. A name of several
 * contracts begins with the capability: `ArticleState`.
 */
export function shapeNames(endpoints: readonly AnyEndpoint[]) {
  const registry = z.registry<{ id: string }>()
  const inAddresses = new Set<unknown>(endpoints.map(({ params }) => params))
  const named = Object.entries(contracts).flatMap(([capability, contract]) =>
    Object.entries(contract as Record<string, unknown>).map(([key, shape]) => {
      return { shape, capability, name: nameOf(key) }
    })
  )
  const known = new Set<unknown>(inAddresses)
  const own = named.filter(({ shape, name }) => isNamed(shape, name) && isNew(known, shape))
  const uses = Map.groupBy(own, ({ name }) => name)
  for (const { shape, capability, name } of own) {
    const isShared = (uses.get(name)?.length ?? 0) > 1 && capability !== 'core'
    registry.add(shape as z.ZodType, { id: isShared ? capitalised(one(capability)) + name : name })
  }
  return registry
}

const isNew = (known: Set<unknown>, shape: unknown) => !known.has(shape) && known.add(shape)

/** What is sent is described where it is sent. */
const isNamed = (shape: unknown, name: string) =>
  (shape instanceof z.ZodObject || shape instanceof z.ZodEnum || shape instanceof z.ZodUnion) &&
  !/(?:Input|Query|Params)$/.test(name)

const nameOf = (key: string) => capitalised(key.replace(/Shape$/, ''))
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const one = (capability: string) => capability.replace(/s$/, '')
