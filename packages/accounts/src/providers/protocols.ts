import type { SignInProtocol } from '../schema.ts'
import { openIdConnect } from './oidc.ts'
import type { Protocol } from './protocol.ts'

/** Every protocol of sign-in; another one is another row. */
export const protocols: Record<SignInProtocol, Protocol> = { oidc: openIdConnect }
