// The addresses of push services come from browsers, so anybody can write them: they must lead out to the internet, never
// to this machine or its network.
import { lookup as lookupAddress, type LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '../common/app-error.js';

/** RFC 6890: this machine, private and shared networks, link-local, tests and documentation, multicast, reserved. */
const INNER_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/3'],
];
/** Within 2000::/3, outside of which nothing is public: what carries or maps an IPv4 address, and documentation. */
const INNER_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const innerV4 = new BlockList();
const innerV6 = new BlockList();
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
for (const network of INNER_V4) addTo(innerV4, network, 'ipv4');
for (const network of INNER_V6) addTo(innerV6, network, 'ipv6');

function addTo(list: BlockList, network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', bits] = network.split('/');
  list.addSubnet(address, Number(bits), family);
}

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !innerV4.check(address, 'ipv4');
  return isIP(address) === 6 && globalV6.check(address, 'ipv6') && !innerV6.check(address, 'ipv6');
}

/**
 * The address as a URL, if it leads to the internet now.
 *
 * @throws AppError `push_address_refused`
 */
export async function requirePublic(endpoint: string): Promise<URL> {
  const url = parse(endpoint);
  const isPlain = url.username === '' && url.password === '' && url.port === '';
  if (url.protocol !== 'https:' || !isPlain) throw refused('It must be an https address without a port or a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (!addresses.every(isPublic)) throw refused('It must not lead into a private network');
  return url;
}

export function parse(endpoint: string): URL {
  if (!URL.canParse(endpoint)) throw refused('It is no address');
  return new URL(endpoint);
}

/** Looks a name up for a connection, and lets only public addresses through: the name may lead elsewhere by now. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookupAddress(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) done(error, []);
    else if (!addresses.every(({ address }) => isPublic(address))) done(new InnerAddress(hostname), []);
    else if (options.all) done(null, addresses);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
};

export class InnerAddress extends Error {
  constructor(host: string) {
    super(`${host} leads into a private network`);
  }
}

async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw refused('There is no such host', error);
  }
}

const refused = (detail: string, cause?: unknown): AppError => new AppError('push_address_refused', { detail, cause });
