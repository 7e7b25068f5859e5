import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';

const SESSION = 'session of the operator page';

interface KnownToken {
  readonly digest: Buffer;
  readonly proof: string;
}

/** The tokens that open `/admin` now; two while an operator replaces one by the other. */
@Injectable()
export class AdminTokens {
  private readonly known: readonly KnownToken[];

  constructor({ adminTokens }: AppConfig) {
    this.known = adminTokens.map((token) => ({ digest: digest(token), proof: proofOf(token) }));
  }

  /** False where there is no `/admin`. */
  get areSet(): boolean {
    return this.known.length > 0;
  }

  /** What a session holds in place of the token; undefined when it is none of ours. Compares with every one. */
  proofFor(presented: Buffer | undefined): string | undefined {
    const sent = digest(presented ?? Buffer.alloc(0));
    return this.known.filter((token) => timingSafeEqual(token.digest, sent))[0]?.proof;
  }

  /** False for the proof of a token that has been replaced. */
  isProof(proof: unknown): boolean {
    return typeof proof === 'string' && this.known.some((token) => token.proof === proof);
  }
}

/** Digests have one length, so neither length nor content of a token shows in the time a comparison takes. */
function digest(token: Buffer | string): Buffer {
  return createHash('sha256').update(token).digest();
}

function proofOf(token: string): string {
  return createHmac('sha256', token).update(SESSION).digest('base64url');
}
