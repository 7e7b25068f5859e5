/**
 * What stands for one sender: the address, of an IPv6 one its first 64 bits, which is what one subscriber is given
 * (RFC 6177) and can change the rest of at will.
 */
export function addressKey(ip: string): string {
  const [address = ''] = ip.split('%');
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(gap).fill('0'), ...after].slice(0, 4).join(':');
}
