// Key pairs for tests and pictures, made in this process.
import ssh2 from 'ssh2'

interface KeyPair {
  readonly private: string
  readonly public: string
}

/**
 * A pair in OpenSSH's format, ed25519 or ECDSA on P-256, encrypted where a passphrase is given. ssh2 1.17.0 writes about
 * one ed25519 pair in 150 that nobody can read again, itself included, so each is read before it is handed out.
 */
export function keyPair(type: 'ed25519' | 'ecdsa' = 'ed25519', passphrase?: string): KeyPair {
  for (;;) {
    const pair = make(type, passphrase)
    if (!(ssh2.utils.parseKey(pair.private, passphrase) instanceof Error)) return pair
  }
}

function make(type: 'ed25519' | 'ecdsa', passphrase: string | undefined): KeyPair {
  if (type === 'ecdsa') return ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })
  if (passphrase === undefined) return ssh2.utils.generateKeyPairSync('ed25519')
  return ssh2.utils.generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 4 })
}
