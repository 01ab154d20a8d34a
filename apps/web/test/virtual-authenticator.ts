import type { Page } from '@playwright/test'

/** A device that keeps passkeys and knows its owner, as Chromium plays it. */
export async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const options = {
    ...({ protocol: 'ctap2', transport: 'internal' } as const),
    ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
    automaticPresenceSimulation: true
  }
  await session.send('WebAuthn.addVirtualAuthenticator', { options })
}
