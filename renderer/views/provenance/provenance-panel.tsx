export function ProvenancePanel() {
  return null;
}
