/**
 * libsodium, ready to use: its WebAssembly is compiled once, when this module is first imported. The sumo
 * build, because the standard one has no Argon2.
 */
import sodium from 'libsodium-wrappers-sumo';

await sodium.ready;

export { sodium };
