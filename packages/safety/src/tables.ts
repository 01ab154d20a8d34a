// The tables that other packages may read. Only this package writes them.
export { campaigns, minhashSignatures } from './schema.ts'
