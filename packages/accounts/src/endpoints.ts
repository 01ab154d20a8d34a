import { approvalEndpoints } from './approvals/endpoints.ts'
import { directoryEndpoints } from './directory/endpoints.ts'
import { factorLossEndpoints } from './factor-loss/endpoints.ts'
import { importEndpoints } from './imports/endpoints.ts'
import { invitationEndpoints } from './invitations/endpoints.ts'
import { passkeyEndpoints } from './passkeys/endpoints.ts'
import { ownAccountEndpoints } from './account/endpoints.ts'
import { claimEndpoints } from './providers/claims/endpoints.ts'
import { providerEndpoints } from './providers/endpoints.ts'
import { recoveryEndpoints } from './recovery/endpoints.ts'
import { signInModeEndpoints } from './sign-in-mode/endpoints.ts'
import { setupEndpoints } from './setup/endpoints.ts'
import { signingUpEndpoints } from './sign-up/endpoints.ts'
import { securityLogEndpoints } from './security-log/endpoints.ts'
import { sessionEndpoints } from './sign-in/endpoints.ts'
import { secondFactorEndpoints } from './second-factor/endpoints.ts'
import { tokenEndpoints } from './tokens/endpoints.ts'
import { userEndpoints } from './people/endpoints.ts'
import { administrationEndpoints } from './roles/endpoints.ts'

/** All endpoints of accounts: `api.accounts.<name>`. */
export const accountsEndpoints = {
  ...setupEndpoints,
  ...signingUpEndpoints,
  ...invitationEndpoints,
  ...sessionEndpoints,
  ...providerEndpoints,
  ...passkeyEndpoints,
  ...claimEndpoints,
  ...signInModeEndpoints,
  ...ownAccountEndpoints,
  ...recoveryEndpoints,
  ...secondFactorEndpoints,
  ...factorLossEndpoints,
  ...tokenEndpoints,
  ...securityLogEndpoints,
  ...userEndpoints,
  ...administrationEndpoints,
  ...approvalEndpoints,
  ...directoryEndpoints,
  ...importEndpoints
}
