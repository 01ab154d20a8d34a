import { crc32 } from 'node:zlib'
import { limitedNetwork } from './addresses.ts'

/**
 * Kinds of browsers that are told apart within a network, so that invented ones make no more visitors
 * and rows. Of ten real ones at one address two are taken for one in every sixth case.
 */
const browserKinds = 256

/** Who is counted as one visitor without an account: a network and a kind of browser. */
export const visitorOf = (address: string, userAgent: string): string =>
  `${limitedNetwork(address)} ${crc32(userAgent) % browserKinds}`
