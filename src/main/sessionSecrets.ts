// The secret store of a host that has no keychain: secrets stay in this process and end with it.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SecretStore } from './deps.ts'

/** Seals with a key that exists only in this process's memory, so that what is sealed is worthless after its end. */
export function sessionSecrets(reason: string): SecretStore {
  const key = randomBytes(32)
  return {
    persistent: false,
    reason,
    seal(secret) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), sealed]))
    },
    async open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
