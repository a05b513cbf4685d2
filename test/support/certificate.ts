import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export interface CertificateFiles {
  cert: string;
  key: string;
}

/** A certificate for localhost that signs itself, made by the system's openssl. */
export function makeCertificate(folder: string, name = 'localhost'): CertificateFiles {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)] as const;
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,DNS:chat.example.org'];
  const made = ['-keyout', key, '-out', cert, '-days', '1', ...subject];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...made], {
    stdio: 'ignore',
  });
  return { cert, key };
}
