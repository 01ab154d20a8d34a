import { endpoint, type Limit } from '@stoa/core'
import { approvalInput, created, idParams, nothing } from '@stoa/core/contract'
import { allowHost, disallowHost, listAllowedHosts } from '../links/allowed-hosts.ts'
import { importBlockList, listBlockLists } from './block-lists.ts'
import {
  allowedHostInput,
  allowedHostList,
  blockListInput,
  blockListParams,
  blockLists,
  entryInput,
  leavingLink,
  linkParams,
  officialAnswer,
  officialQuery,
  trustList
} from './contract.ts'
import { showLink } from '../links/leaving.ts'
import { lookUpOfficial } from './official.ts'
import { addTrusted, confirmTrusted, keepTrusted, removeTrusted } from './trust-changes.ts'
import { listTrusted } from './trust-list.ts'

const lookUpLimit: Limit = { per: 'actor', count: 60, seconds: 60 }

const byStaff = { minimumRole: 'staff', scope: 'moderate' } as const
const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints of the official list, block lists and harmless hosts: `api.guards.<name>`. */
export const guardsEndpoints = {
  official: endpoint({
    method: 'GET',
    path: '/official',
    summary: 'Whether a link, address, number, handle or user name is the organisation’s',
    query: officialQuery,
    answers: { 200: officialAnswer },
    minimumRole: 'guest',
    limit: lookUpLimit,
    handle: (ctx, { q }) => lookUpOfficial(ctx, q)
  }),
  link: endpoint({
    method: 'GET',
    path: '/links/:token',
    summary: 'A link of a post that leads elsewhere, as it is judged now',
    params: linkParams,
    answers: { 200: leavingLink },
    minimumRole: 'guest',
    handle: (ctx, { token }) => showLink(ctx, token)
  }),
  trusted: endpoint({
    method: 'GET',
    path: '/trust-list',
    summary: 'Where the organisation can be reached; for admins also what is pending',
    answers: { 200: trustList },
    minimumRole: 'guest',
    handle: listTrusted
  }),
  addTrusted: endpoint({
    method: 'POST',
    path: '/trust-list',
    summary: 'Propose what is official; it holds by a second admin or after a day',
    body: entryInput,
    answers: { 201: created },
    ...byAdmins,
    fresh: true,
    handle: addTrusted
  }),
  removeTrusted: endpoint({
    method: 'DELETE',
    path: '/trust-list/:id',
    summary: 'Take back a proposal, or propose that something is official no more',
    params: idParams,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id }) => removeTrusted(ctx, id)
  }),
  keepTrusted: endpoint({
    method: 'DELETE',
    path: '/trust-list/:id/removal',
    summary: 'Keep what somebody wants to be official no more',
    params: idParams,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id }) => keepTrusted(ctx, id)
  }),
  confirmTrusted: endpoint({
    method: 'POST',
    path: '/trust-list/:id/confirmation',
    summary: 'Confirm as a second person what another admin proposed, as it was read',
    params: idParams,
    body: approvalInput,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id, revision }) => confirmTrusted(ctx, id, revision)
  }),
  allowedHosts: endpoint({
    method: 'GET',
    path: '/allowed-hosts',
    summary: 'Harmless hosts: links of new members to them show at once',
    answers: { 200: allowedHostList },
    ...byStaff,
    handle: listAllowedHosts
  }),
  allowHost: endpoint({
    method: 'POST',
    path: '/allowed-hosts',
    summary: 'Let links of new members to a host show at once',
    body: allowedHostInput,
    answers: { 201: created },
    ...byStaff,
    handle: (ctx, { host }) => allowHost(ctx, host)
  }),
  disallowHost: endpoint({
    method: 'DELETE',
    path: '/allowed-hosts/:id',
    summary: 'Let links of new members to a host wait again',
    params: idParams,
    answers: { 204: nothing },
    ...byStaff,
    handle: (ctx, { id }) => disallowHost(ctx, id)
  }),
  blockLists: endpoint({
    method: 'GET',
    path: '/block-lists',
    summary: 'The imported lists of blocked hosts',
    answers: { 200: blockLists },
    ...byAdmins,
    handle: listBlockLists
  }),
  importBlockList: endpoint({
    method: 'PUT',
    path: '/block-lists/:source',
    summary: 'Put hosts in the place of those a list had',
    params: blockListParams,
    body: blockListInput,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { source, hosts }) => importBlockList(ctx, source, hosts)
  })
}
