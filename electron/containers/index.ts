export { byCodeUnit } from './entry-path.ts';
export { couldNotRead, evidenceBytes, evidenceName, type ListedFile, look } from './evidence-file.ts';
export { type FolderListing, listFolder } from './folder/list-folder.ts';
export { hashFile } from './hash-file.ts';
export { type Identified, identify } from './identify.ts';
export { assertKeySuffices, type OpenedEvidence, openEvidence } from './open-evidence.ts';
export { newSealedExportKey, sealExport } from './sealed-export/seal.ts';
export { type EvidenceKey, parseKey } from './whatsapp-crypt/key.ts';
