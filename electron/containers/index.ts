export { byCodeUnit } from './entry-path.ts';
export {
  couldNotRead,
  evidenceBytes,
  evidenceName,
  type ListedFile,
  look,
  type OpenFile,
  openFile,
  readAt,
} from './evidence-file.ts';
export { type FolderListing, listFolder } from './folder/list-folder.ts';
export { hashFile } from './hash-file.ts';
export { type Identified, identify } from './identify.ts';
export { assertKeySuffices, type OpenedEvidence, openEvidence } from './open-evidence.ts';
export { sealExport } from './sealed-export/seal.ts';
export { newStreamKey, openStream, sealStream } from './sealed-export/stream.ts';
export { type EvidenceKey, parseKey } from './whatsapp-crypt/key.ts';
