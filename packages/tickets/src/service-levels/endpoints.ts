import { byAdmins, byAgents, endpoint, snapshotOfFields } from '@stoa/core'
import { serviceLevelsChange, shownServiceLevels } from './contract.ts'
import { editedLevels, levelsOf } from './reading-levels.ts'
import { setLevels } from './setting-levels.ts'

/** Endpoints for service levels. */
export const serviceLevelEndpoints = {
  serviceLevels: endpoint({
    method: 'GET',
    path: '/desk/service-levels',
    summary: 'Get service levels and business hours',
    answers: { 200: shownServiceLevels },
    ...byAgents,
    handle: async (ctx) => {
      const levels = await levelsOf(ctx)
      return { ...levels, snapshot: snapshotOfFields(editedLevels(levels)) }
    }
  }),
  setServiceLevels: endpoint({
    method: 'PUT',
    path: '/desk/service-levels',
    summary: 'Set service levels and business hours',
    body: serviceLevelsChange,
    ...byAdmins,
    handle: setLevels
  })
}
