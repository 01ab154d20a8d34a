import { addressCleaner, securityLogCleaner } from '@stoa/accounts'
import type { Ports } from '@stoa/core'
import { draftCleaner } from '@stoa/threads/drafts'
import { detailsCleaner } from '@stoa/tickets'
import { refusedUploadCleaner } from '@stoa/uploads'

/** What removes the data of each retention period. */
export const cleaners: Ports['cleaners'] = {
  ticket_details: detailsCleaner('ticket_details'),
  identity_documents: detailsCleaner('identity_documents'),
  addresses: addressCleaner,
  drafts: draftCleaner,
  refused_uploads: refusedUploadCleaner,
  security_log: securityLogCleaner
}
