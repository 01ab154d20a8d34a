// A separate thread, because reading codes takes up to a second of CPU time.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** An image as RGBA, four bytes per pixel. */
export type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }

// Read from the package, because the library would fetch it from the web.
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
