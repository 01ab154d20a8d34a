import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Cbor = number | string | Buffer | Map<number | string, Cbor>

/** What a page, a browser or an authenticator does wrong. */
type Told = {
  origin?: string
  crossOrigin?: boolean
  rpId?: string
  isVerified?: boolean
  counter?: number
}

type Made = { id: string; key: KeyObject; handle: string; publicKey: string }

/** The address at which the forums of tests have their passkeys. */
export const passkeyOrigin = 'http://localhost:3000'

/** An authenticator with ES256 keys, as a browser passes its answers on. */
export class SoftwareAuthenticator {
  /** How often it has signed. An authenticator that does not count keeps 0. */
  counter = 0
  counts = true
  #made: Made | undefined

  /** Makes a key. `attestationObject` holds no attestation. */
  create({ challenge, user, rp }: any, told: Told = {}): string {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(32)
    const cose = coseOf(publicKey)
    this.#made = {
      ...{ id: id.toString('base64url'), publicKey: cose.toString('base64url') },
      ...{ key: privateKey, handle: user.id }
    }
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id])
    const data = Buffer.concat([this.#authData(rp.id, 0x40, told), attested, cose])
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data]
    ])
    return this.#answer('webauthn.create', challenge, told, () => ({
      attestationObject: cbor(attestation).toString('base64url')
    }))
  }

  /** Signs a challenge with the key that it made. */
  get({ challenge, rpId }: any, told: Told = {}): string {
    const authData = this.#authData(rpId, 0, told)
    return this.#answer('webauthn.get', challenge, told, (clientData) => {
      const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
      return {
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, this.made.key).toString('base64url'),
        userHandle: this.made.handle
      }
    })
  }

  get made(): Made {
    if (!this.#made) throw new Error('It made no key.')
    return this.#made
  }

  #authData(rpId: string, flags: number, { rpId: other, isVerified = true, counter }: Told) {
    if (this.counts) this.counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter ?? this.counter)
    const present = 0x01 | (isVerified ? 0x04 : 0) | flags
    const party = createHash('sha256').update(other ?? rpId)
    return Buffer.concat([party.digest(), Buffer.from([present]), count])
  }

  #answer(
    type: string,
    challenge: string,
    { origin = passkeyOrigin, crossOrigin = false }: Told,
    respond: (clientData: Buffer) => object
  ): string {
    const clientData = Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }))
    const clientDataJSON = clientData.toString('base64url')
    const response = { clientDataJSON, ...respond(clientData) }
    const { id } = this.made
    const also = { type: 'public-key', clientExtensionResults: {} }
    return JSON.stringify({ id, rawId: id, response, ...also })
  }
}

/** A public key as COSE writes it: EC2, ES256, P-256 and both coordinates. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const coordinates = [x, y].map((one) => Buffer.from(one, 'base64url')) as [Buffer, Buffer]
  return cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinates[0]],
      [-3, coordinates[1]]
    ])
  )
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([head(3, text.length), text])
  }
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)])
  return Buffer.concat([head(5, value.size), ...pairs])
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count])
  if (count < 256) return Buffer.from([(major << 5) | 24, count])
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255])
}
