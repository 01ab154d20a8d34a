import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { addService, changeService, orderServices } from './changing.ts'
import {
  serviceChange,
  serviceInput,
  serviceList,
  serviceOrder,
  serviceParams
} from './contract.ts'
import { listServices } from './listing.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints for services and their administration. */
export const serviceEndpoints = {
  services: endpoint({
    method: 'GET',
    path: '/services',
    summary: 'List services with their present state',
    answers: { 200: serviceList },
    minimumRole: 'guest',
    handle: (ctx) => listServices(ctx)
  }),
  addService: endpoint({
    method: 'POST',
    path: '/services',
    summary: 'Add a service that announcements can name',
    body: serviceInput,
    answers: { 204: nothing },
    ...byAdmins,
    handle: addService
  }),
  orderServices: endpoint({
    method: 'PUT',
    path: '/services/order',
    summary: 'Put the services in another order',
    body: serviceOrder,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { keys }) => orderServices(ctx, keys)
  }),
  changeService: endpoint({
    method: 'PATCH',
    path: '/services/:service',
    summary: 'Rename, archive or restore a service',
    params: serviceParams,
    body: serviceChange,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { service, ...change }) => changeService(ctx, service, change)
  })
}
