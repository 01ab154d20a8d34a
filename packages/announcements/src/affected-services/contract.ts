import { z } from 'zod'
import {
  editedRevision,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { announcementRow } from '../shapes.ts'

export const serviceKey = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

/** The worst first. */
export const serviceStates = ['outage', 'degraded', 'maintenance', 'operational'] as const

const serviceNames = textByLocale(lineOfText(40))

/** Without a key, one is made of the names. */
export const serviceInput = z.object({ key: serviceKey.optional(), names: serviceNames })

export const addedService = z.object({ key: serviceKey })

export const serviceChange = z.object({ names: serviceNames, ...editedRevision })

export const serviceParams = z.object({ service: serviceKey })

export const serviceList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      /** Name in the reader's language, else in the forum's default one. */
      name: z.string(),
      language: localeShape,
      names: textByLocale(z.string()),
      snapshot: snapshotShape,
      state: z.enum(serviceStates),
      /** Current public incidents and maintenance of it, the worst first. */
      announcements: z.array(
        announcementRow.pick({ id: true, url: true, title: true, language: true, phase: true })
      ),
      /** Archived ones are listed for admins only. */
      archived: z.boolean()
    })
  )
})

export type ServiceList = z.infer<typeof serviceList>
