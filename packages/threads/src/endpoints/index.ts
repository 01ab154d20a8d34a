/** Every endpoint of the capability: `api.threads.<name>`. */
export const threadsEndpoints = {}
