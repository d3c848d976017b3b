import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, der, integer, octets, oid, sequence, set, text, time, yes } from './der.ts';

const DAY_MS = 86_400_000;
const VALID_DAYS = 30;
const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

export interface KeyAndCertificate {
  /** PEM. */
  key: string;
  /** PEM. */
  certificate: string;
}

/** A throwaway certificate authority. */
export class Authority {
  private readonly keys = newKeys();
  private readonly name: string;
  /** Its own certificate, PEM. */
  readonly certificate: string;

  constructor(name: string) {
    this.name = name;
    const extensions = [
      extension('2.5.29.19', sequence(yes), true),
      extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
    ];
    this.certificate = this.issue(name, this.keys.publicKey, extensions);
  }

  /** A key and a certificate for a server at these host names and addresses. */
  server(name: string, hosts: string[]): KeyAndCertificate {
    const { publicKey, privateKey } = newKeys();
    const certificate = this.issue(name, publicKey, [
      extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', sequence(...hosts.map(alternativeName))),
    ]);
    return { key: pem(privateKey), certificate };
  }

  private issue(subject: string, publicKey: KeyObject, extensions: Buffer[]): string {
    const now = Date.now();
    const serial = randomBytes(16);
    serial[0] = (serial[0] ?? 0) | 0x01;
    const content = sequence(
      der(0xa0, integer(Buffer.from([2]))),
      integer(serial),
      ECDSA_WITH_SHA256,
      distinguishedName(this.name),
      sequence(time(new Date(now - DAY_MS)), time(new Date(now + VALID_DAYS * DAY_MS))),
      distinguishedName(subject),
      publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, sequence(...extensions)),
    );
    const signature = sign('sha256', content, this.keys.privateKey);
    const certificate = sequence(content, ECDSA_WITH_SHA256, bits(signature));
    const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
    return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
  }
}

/** A key pair to sign service account tokens with, PEM. */
export function signingKeys(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = newKeys();
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: pem(privateKey),
  };
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** SEC 1, which every Kubernetes version reads. */
const pem = (key: KeyObject): string => key.export({ type: 'sec1', format: 'pem' }).toString();

const distinguishedName = (commonName: string): Buffer =>
  sequence(set(sequence(oid('2.5.4.3'), text(commonName))));

const extension = (id: string, content: Buffer, isCritical = false): Buffer =>
  sequence(oid(id), ...(isCritical ? [yes] : []), octets(content));

const alternativeName = (host: string): Buffer =>
  isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
