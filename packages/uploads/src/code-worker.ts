// A thread of its own: reading codes takes up to a second of pure computing.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** A picture as RGBA, four bytes a pixel. */
export type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }

// The library would fetch it from the web.
const wasmBinary = readFileSync(
  fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
)
await prepareZXingModule({
  overrides: { wasmBinary: Uint8Array.from(wasmBinary).buffer },
  fireImmediately: true
})

const maxCodes = 20

parentPort?.on('message', async (pixels: Pixels) => {
  const found = await readBarcodes(
    { ...pixels, colorSpace: 'srgb' },
    {
      formats: ['QRCode', 'MicroQRCode', 'rMQRCode'],
      tryHarder: true,
      maxNumberOfSymbols: maxCodes
    }
  )
  parentPort?.postMessage(found.map(({ text }) => text))
})
