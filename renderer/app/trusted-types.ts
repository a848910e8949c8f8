/**
 * The page's policy has `require-trusted-types-for 'script'`: text becomes neither markup nor script, even
 * where a library would try. The one thing allowed are workers at the page's own addresses.
 */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicyFactory };

// `default` is the policy that Chromium asks where a plain string is used.
trustedTypes?.createPolicy('default', {
  createScriptURL(address) {
    if (new URL(address, location.href).origin === location.origin) return address;
    throw new TypeError('a worker must come from the page’s own address');
  },
});
