import { useMediaFault } from '../conversation/use-media-fault.ts';
import { Covered } from '../message/covered.tsx';
import styles from './files.module.css';

/** A picture of the case, as large as the panel lets it be. */
export function FilePicture({ address, name, sha256 }: { address: string; name: string; sha256: string }) {
  const [fault, fail] = useMediaFault(address);
  if (fault !== null) return <p className={styles.fault}>{fault}</p>;
  return (
    <div className={styles.picture}>
      <Covered sha256={sha256}>
        <img src={address} alt={`Attachment ${name}`} onError={fail} />
      </Covered>
    </div>
  );
}
