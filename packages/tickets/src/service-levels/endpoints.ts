import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { serviceLevelsInput } from './contract.ts'
import { levelsOf } from './reading-levels.ts'
import { setLevels } from './setting-levels.ts'

/** Endpoints for service levels. */
export const serviceLevelEndpoints = {
  serviceLevels: endpoint({
    method: 'GET',
    path: '/desk/service-levels',
    summary: 'Get service levels and business hours',
    answers: { 200: serviceLevelsInput },
    minimumRole: 'staff',
    capability: 'desk',
    handle: levelsOf
  }),
  setServiceLevels: endpoint({
    method: 'PUT',
    path: '/desk/service-levels',
    summary: 'Set service levels and business hours',
    body: serviceLevelsInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: setLevels
  })
}
