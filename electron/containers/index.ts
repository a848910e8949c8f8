export { hashFile } from './hash.ts';
export { type Identified, identify, type OpenedEvidence, openEvidence } from './open-evidence.ts';
export { type EvidenceKey, parseKey } from './whatsapp-crypt/key.ts';
