import { byAgents, endpoint } from '@stoa/core'
import { comeBack, goAway, isAway } from './absence.ts'
import { absence } from './contract.ts'

/** Endpoints for agents who are away. */
export const absenceEndpoints = {
  absence: endpoint({
    method: 'GET',
    path: '/desk/absence',
    summary: 'Whether you are away: rules assign you nothing meanwhile',
    answers: { 200: absence },
    ...byAgents,
    async handle(ctx) {
      return { away: await isAway(ctx) }
    }
  }),
  goAway: endpoint({
    method: 'PUT',
    path: '/desk/absence',
    summary: 'Mark yourself as away, so that rules assign you nothing',
    ...byAgents,
    handle: goAway
  }),
  comeBack: endpoint({
    method: 'DELETE',
    path: '/desk/absence',
    summary: 'Mark yourself as back',
    ...byAgents,
    handle: comeBack
  })
}
