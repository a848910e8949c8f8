/** libsodium, ready to use: its WebAssembly is compiled once, when this module is first imported. */
import sodium from 'libsodium-wrappers';

await sodium.ready;

export { sodium };
