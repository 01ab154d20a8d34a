import type { Context } from '@stoa/core'
import type { signInProviders } from '../schema.ts'
import type { Claims } from './claims/values.ts'

export type Provider = Omit<typeof signInProviders.$inferSelect, 'factorSigns'>

/** Secrets of one attempt to sign in, between this browser and the provider. */
export type Secrets = { state: string; nonce: string; verifier: string }

/**
 * `maxAge`: how many seconds ago the person may have signed in at the provider; null if that does not
 * matter. `everyClaim`: also those that nothing here needs.
 */
type Asked = Secrets & { maxAge: number | null; everyClaim?: boolean | undefined }

/** Checked claims of a provider about the person who signed in. */
export type Assertion = {
  issuer: string
  /** Names the person for ever, unlike their address. */
  subject: string
  email: string | undefined
  /** The provider says that the address is proved. It counts only at domains that it owns. */
  emailVerified: boolean
  /** All that it says of them, by name. */
  claims: Claims
  /** When the person proved themselves there; undefined if it does not say. */
  authenticatedAt?: string | undefined
  /** The provider's name of the session there, if it has one. */
  sid?: string | undefined
  /** With it the provider can be asked again whether it still knows the person. */
  refreshToken?: string | undefined
}

/** Of whom a provider is asked, and what it gave for that. */
export type KnownPerson = { subject: string; refreshToken: string }
/**
 * Its answer about somebody whom it still knows. `refreshToken`: for the next time. `claims`:
 * undefined if no mapping needs them.
 */
export type StillKnown = { refreshToken: string; claims: Claims | undefined }

/** A provider's notice that somebody has signed out there, or was signed out. */
export type Logout = {
  /** Without it, it is about one session. */
  subject: string | undefined
  /** Without it, it is about all sessions of the person. */
  sid: string | undefined
  /** Names this message, so that it counts once. */
  tokenId: string
  /** From then on the message is refused for its age. */
  expiresAt: string
}

/** One protocol of sign-in. None of them knows of accounts, cookies or pages. */
export type Protocol = {
  /** Returns the address of the provider's page for signing in. */
  begin(ctx: Context, provider: Provider, attempt: Asked): Promise<URL>
  /**
   * Checks what the provider sent people back with.
   * @param answer the parameters of the address they came back to
   * @throws Problem 401 `provider_refused` or `provider_answer_invalid`, 502 `provider_unreachable`
   */
  finish(
    ctx: Context,
    provider: Provider,
    attempt: Asked,
    answer: URLSearchParams
  ): Promise<Assertion>
  /**
   * Asks a provider whether it still knows the person of a session.
   * @throws Problem 401 `provider_refused` if it does not, 502 `provider_unreachable`
   */
  refresh(ctx: Context, provider: Provider, person: KnownPerson): Promise<StillKnown>
  /**
   * Checks what a provider sent of itself when somebody signed out there.
   * @throws Problem 400 `logout_token_invalid`, 502 `provider_unreachable`
   */
  readLogout(ctx: Context, provider: Provider, token: string): Promise<Logout>
  /**
   * Returns the page of the provider for signing out there, which leads back to `/signed-out`;
   * undefined if it has none. @throws Problem 502 `provider_unreachable`
   */
  signOutAddress(ctx: Context, provider: Provider): Promise<URL | undefined>
  /** Checks that the provider can be reached. @throws Problem 502 `provider_unreachable` */
  check(ctx: Context, provider: Provider): Promise<void>
}

/** The address to which a provider sends people back. It is registered there. */
export const returnAddress = (
  { ports }: Pick<Context, 'ports'>,
  { slug }: Pick<Provider, 'slug'>
) => new URL(`/sign-in/with/${slug}/return`, ports.publicOrigin)

/** The address to which a provider sends people who signed out there. It is registered there. */
export const signedOutAddress = ({ ports }: Pick<Context, 'ports'>) =>
  new URL('/signed-out', ports.publicOrigin)

/** The address to which a provider sends logout tokens. It is registered there. */
export const logoutAddress = (
  { ports }: Pick<Context, 'ports'>,
  { slug }: Pick<Provider, 'slug'>
) => new URL(`/api/v1/sign-in-providers/${slug}/logout`, ports.publicOrigin)
