/** What a signed document says, and who signed it. */
import type { Signature } from '../../../shared/contract/index.ts';
import type { Role } from '../../../shared/warrant/documents.ts';
import { documentFacts, type ReadableDocument } from '../../../shared/warrant/words.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import styles from './warrant.module.css';

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  minister: 'minister',
  'judicial-commissioner': 'judicial commissioner',
  'escrow-agent': 'escrow agent',
  reviewer: 'reviewer',
};

interface Props {
  readonly document: ReadableDocument;
  readonly signers: readonly Signature[];
  /** SHA-256 of what was signed. */
  readonly digest: string;
}

export function DocumentFacts({ document, signers, digest }: Props) {
  return (
    <table className={`facts ${styles.facts}`}>
      <tbody>
        {documentFacts(document).map(({ term, lines }) => (
          <tr key={term}>
            <th scope="row" className="dim">
              {term}
            </th>
            <td>
              {lines.map((line) => (
                <div key={line}>
                  <EvidenceText text={line} />
                </div>
              ))}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" className="dim">
            Signed by
          </th>
          <td>
            {signers.map((signer) => (
              <div key={signer.keyId}>
                <SignerText signer={signer} />
                <div className={`mono dim ${styles.hash}`}>key {signer.keyId}</div>
              </div>
            ))}
          </td>
        </tr>
        <tr>
          <th scope="row" className="dim">
            SHA-256
          </th>
          <td className={`mono ${styles.hash}`}>{digest}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** `A. Minister (minister)`. */
export function SignerText({ signer: { holder, roles } }: { signer: Signature }) {
  return (
    <>
      <EvidenceText text={holder} /> ({roles.map((role) => ROLE_NAMES[role]).join(', ')})
    </>
  );
}

/** `A. Minister (minister) and J. Commissioner (judicial commissioner)`. */
export function SignersText({ signers }: { signers: readonly Signature[] }) {
  return signers.map((signer, i) => (
    <span key={signer.keyId}>
      {i === 0 ? '' : i === signers.length - 1 ? ' and ' : ', '}
      <SignerText signer={signer} />
    </span>
  ));
}
