import { pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';

/**
 * Hashes as Werkzeug stores them, made once by Python's hashlib, which is no code of ours or of Node's:
 * `hashlib.pbkdf2_hmac(digest, password.encode(), salt.encode(), iterations).hex()` and
 * `hashlib.scrypt(password.encode(), salt=salt.encode(), n=…, r=…, p=…, maxmem=132*n*r*p, dklen=64).hex()`.
 */
export const pythonHashes = [
  {
    what: 'pbkdf2 with its iterations',
    password: 'mypassword123',
    hash: 'pbkdf2:sha256:260000$aB3dE5fG$9dfdc601bf9e31a19797e3caf88c05b1df25fea544ba57b294cdf4bb00bcbcd5',
  },
  {
    what: 'pbkdf2 without a number, which is a million',
    password: 'mypassword123',
    hash: 'pbkdf2:sha256$rk2Ne8Zx0b4Qw1Lp$ebb159096b6828daf087a6237f97699e69c5fbda8d9af30551a34faa310a606a',
  },
  {
    what: 'pbkdf2 with SHA-512',
    password: 'mypassword123',
    hash: 'pbkdf2:sha512:150000$aB3dE5fG$3d6776b3c19436ae1c0c9817c1ef612799eaab97099fd35c33a381106e6b445b7d77bd552655691a31cc68983ff07985379a6a015d5dddf3260bde450ba9cb1b',
  },
  {
    what: 'pbkdf2 of other letters than Latin',
    password: 'पासवर्ड-धुलाई 🧺',
    hash: 'pbkdf2:sha256:1000$saltSALT$ffcbc9cab641f63203f505e18097081406fd962067807e19b460d73063fdc16c',
  },
  {
    what: 'scrypt',
    password: 'mypassword123',
    hash: 'scrypt:32768:8:1$Zq7Lm2Vt9sXc4RbK$06e17724411abbdb1ae4a2090359b9d26794ea935cde4d2c4f3d6f19c31442efb909e7bad96a478571976275502a3e8c2e7b8b1795bb510e769d0d7f712d158e',
  },
  {
    what: 'scrypt of other letters than Latin',
    password: 'पासवर्ड-धुलाई 🧺',
    hash: 'scrypt:16384:8:1$saltSALT$4187c71a534aec56e14fab8c5ad8157a10dbd65a14f3a23cc95a5bdcf8edda31b47c1314ce64c196653ea42a8592dbd2a825a0e744615939fe614466bda1434a',
  },
] as const;

/** `generate_password_hash(password, method='pbkdf2:sha256')`, with few iterations. */
export function werkzeugPbkdf2(password: string, iterations = 1_000): string {
  const salt = randomBytes(8).toString('hex');
  return `pbkdf2:sha256:${iterations}$${salt}$${pbkdf2Sync(password, salt, iterations, 32, 'sha256').toString('hex')}`;
}

/** `generate_password_hash(password)` of later Werkzeugs, with little memory. */
export function werkzeugScrypt(password: string): string {
  const salt = randomBytes(8).toString('hex');
  return `scrypt:1024:8:1$${salt}$${scryptSync(password, salt, 64, { N: 1_024, r: 8, p: 1 }).toString('hex')}`;
}
