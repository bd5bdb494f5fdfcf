// The platform's own signing keys (RS256) and the key set it publishes.

import { createPrivateKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";

export class PlatformKeys {
  readonly #stored: JWK[];

  private constructor(stored: JWK[]) {
    this.#stored = stored;
  }

  /** Takes over the stored private keys; makes one when there is none. */
  static async over(stored: JWK[]): Promise<PlatformKeys> {
    const keys = new PlatformKeys(stored);
    if (stored.length === 0) await keys.rotate(true);
    return keys;
  }

  /** Signs with a new key from now on; the old ones stay published when `keepOld`. */
  async rotate(keepOld: boolean): Promise<void> {
    const pair = await newKeyPair();
    this.#stored.splice(0, keepOld ? 0 : this.#stored.length, pair);
  }

  signingKey(): { kid: string; key: KeyObject } {
    const jwk = this.#stored[0];
    if (!jwk?.kid) throw new Error("no signing key");
    return { kid: jwk.kid, key: privateKey(jwk) };
  }

  keySet(): { keys: JWK[] } {
    return {
      keys: this.#stored.map(
        ({ kid, n, e }) => ({ kty: "RSA", alg: "RS256", use: "sig", kid, n, e }) as JWK,
      ),
    };
  }
}

export async function newKeyPair(): Promise<JWK> {
  const pair = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" };
}

export const privateKey = (jwk: JWK) => createPrivateKey({ key: jwk as JsonWebKey, format: "jwk" });
