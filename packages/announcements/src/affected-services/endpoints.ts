import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { addService, changeService, setServiceArchived } from './service-changes.ts'
import {
  serviceChange,
  addedService,
  serviceInput,
  serviceList,
  serviceParams
} from './contract.ts'
import { listServices } from './list.ts'

const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints for services and their administration. */
export const serviceEndpoints = {
  services: endpoint({
    method: 'GET',
    path: '/announcements/services',
    summary: 'List services with their present state',
    answers: { 200: serviceList },
    minimumRole: 'guest',
    handle: (ctx) => listServices(ctx)
  }),
  addService: endpoint({
    method: 'POST',
    path: '/announcements/services',
    summary: 'Add a service that announcements can name',
    body: serviceInput,
    answers: { 201: addedService },
    ...byAdmins,
    handle: addService
  }),
  changeService: endpoint({
    method: 'PATCH',
    path: '/announcements/services/:service',
    summary: 'Rename a service',
    params: serviceParams,
    body: serviceChange,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { service, ...change }) => changeService(ctx, service, change)
  }),
  archiveService: endpoint({
    method: 'PUT',
    path: '/announcements/services/:service/archiving',
    summary: 'Archive a service: announcements about it stay, and no form offers it',
    params: serviceParams,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { service }) => setServiceArchived(ctx, service, true)
  }),
  unarchiveService: endpoint({
    method: 'DELETE',
    path: '/announcements/services/:service/archiving',
    summary: 'Restore an archived service',
    params: serviceParams,
    answers: { 204: nothing },
    ...byAdmins,
    handle: (ctx, { service }) => setServiceArchived(ctx, service, false)
  })
}
