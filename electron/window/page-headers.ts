/** Headers of everything that `app:` serves: what the page may do, which is little. */

/**
 * Scripts and workers are files of the page, never inline and never from elsewhere; there is nothing to
 * connect to but `app:`. Styles that React and Blueprint set go through the CSSOM, which the policy does
 * not touch. `data:` pictures are the marks in Blueprint's check boxes and radio buttons.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text never becomes markup or script; renderer/app/trusted-types.ts says what may be a worker.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** Features of Chromium that a page could otherwise ask for (w3c/webappsec-permissions-policy, features.md). */
const DENIED_FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const COMMON = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': DENIED_FEATURES.map((feature) => `${feature}=()`).join(', '),
} as const;

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
};

/** Of attachments: whatever they turn out to be, they run nothing and load nothing. */
export const ATTACHMENT_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'Content-Security-Policy': "default-src 'none'; sandbox",
  // Plaintext of evidence never goes into the browser's cache on disk.
  'Cache-Control': 'no-store',
};
