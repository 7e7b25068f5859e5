/**
 * Headers of every page: its own style sheet, scripts and addresses and nothing else; never framed, never kept, never
 * told to other sites (OWASP ASVS 5, sections 3.4 and 14.3). With `no-referrer` browsers would send forms with
 * `Origin: null` (Fetch standard, "append a request Origin header"), which the check of origins refuses.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
