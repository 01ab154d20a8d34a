import type { Actor } from '@stoa/core'

type Service = NonNullable<Actor['service']> & { topics: readonly string[] }

/**
 * Makes the actor of a service account's token out of a member. With the scope `moderate` it works
 * as staff do, at the desk for its own topics only, and without a power over official posts.
 */
export function asService(member: Actor, { topics, ...service }: Service): Actor {
  const actor = { ...member, service, termsDue: undefined }
  if (!actor.scopes?.includes('moderate')) return actor
  // `desk` without topics would be all tickets.
  const capabilities = topics.length > 0 ? (['desk'] as const) : []
  return { ...actor, role: 'staff', capabilities, deskTopics: topics }
}
