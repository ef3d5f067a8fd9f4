import { createHash, generateKeyPairSync, sign } from 'node:crypto'

const day = 86_400_000

export interface Certificate {
  key: string
  cert: string
  /** Base64 SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`: the certificate then counts as valid, so that the HTTP cache works. */
  spkiHash: string
}

/** A throw-away self-signed certificate for these host names, valid from yesterday for a month. DER by hand: no openssl on the machine is needed. */
export function makeCertificate(hosts: string[], validFrom = Date.now() - day): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const ecdsaWithSha256 = der(0x30, hex('06082a8648ce3d040302'))
  const name = der(0x30, der(0x31, der(0x30, hex('0603550403'), der(0x0c, 'rig'))))
  const validity = der(0x30, utc(validFrom), utc(validFrom + 30 * day))
  const alternativeNames = der(0x30, hex('0603551d11'), der(0x04, der(0x30, ...hosts.map((host) => der(0x82, host)))))
  const body = der(0x30, hex('a003020102020101'), ecdsaWithSha256, name, validity, name, spki, der(0xa3, der(0x30, alternativeNames)))
  const whole = der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
    spkiHash: createHash('sha256').update(spki).digest('base64'),
  }
}

function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

function hex(digits: string) {
  return Buffer.from(digits, 'hex')
}

function utc(ms: number) {
  return der(0x17, new Date(ms).toISOString().replace(/^..|[-:T]|\.\d+/g, ''))
}
