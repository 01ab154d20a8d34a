import { guest, type Actor, type Scope } from './context.ts'

/** The scopes that open an endpoint. With null, only a session without scopes opens it. */
type Scoped = { scope: Scope | readonly Scope[] | null }

/** Whether the actor's scopes open the endpoint. */
export const isInScope = ({ scope }: Scoped, { scopes }: Pick<Actor, 'scopes'>): boolean =>
  scopes === null || [scope ?? []].flat().some((one) => scopes.includes(one))

/**
 * The actor for an endpoint. A session that is limited to scopes is a guest's on all other
 * endpoints; a token is refused there by `call`.
 */
export function actorFor(endpoint: Scoped, actor: Actor): Actor {
  if (actor.token || isInScope(endpoint, actor)) return actor
  const { locale, timeZone, session, scopes } = actor
  return { ...guest, locale, timeZone, session, scopes }
}

/**
 * Whether the actor has signed in. An actor with the scope `support` has not: the account is only
 * known to belong to the address whose mails they read.
 */
export const isSignedIn = ({ id, scopes }: Pick<Actor, 'id' | 'scopes'>): boolean =>
  id > 0 && !scopes?.includes('support')
