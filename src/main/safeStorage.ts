// Secrets sealed by the operating system's keychain, where there is one that truly seals.
import { safeStorage } from 'electron'
import type { SecretStore } from './deps.ts'
import { sessionSecrets } from './sessionSecrets.ts'

/** To be asked after the app is ready. Where nothing truly encrypts, secrets live for the session only. */
export async function safeStorageSecrets(platform: NodeJS.Platform): Promise<SecretStore> {
  const reason = await whyNotPersistent(platform)
  if (reason !== null) return sessionSecrets(reason)
  return {
    persistent: true,
    reason: null,
    seal: (secret) => safeStorage.encryptStringAsync(secret),
    open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
  }
}

async function whyNotPersistent(platform: NodeJS.Platform): Promise<string | null> {
  const backend = platform === 'linux' ? safeStorage.getSelectedStorageBackend() : null
  // basic_text encrypts with a password that is part of Chromium's source: whoever has the file has the secret.
  if (backend === 'basic_text' || backend === 'unknown') {
    return 'No keyring was found on this desktop (GNOME Keyring or KWallet): secrets are kept until Swarmdeck is closed.'
  }
  try {
    if (await safeStorage.isAsyncEncryptionAvailable()) return null
  } catch {
    // Told the same way as a plain no.
  }
  return 'The keychain of this account cannot be used: secrets are kept until Swarmdeck is closed.'
}
