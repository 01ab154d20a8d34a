import { networkName, networks } from '@stoa/guards/transaction-ids'

/** Networks whose transaction IDs can be checked, with their names. */
export const checkedNetworks = networks.map((key) => ({ key, name: networkName(key) }))
