import { useMediaFault } from '../conversation/use-media-fault.ts';
import styles from './files.module.css';

/** A picture of the case, as large as the panel lets it be. */
export function FilePicture({ address, name }: { address: string; name: string }) {
  const [fault, fail] = useMediaFault(address);
  if (fault !== null) return <p className={styles.fault}>{fault}</p>;
  return (
    <div className={styles.picture}>
      <img src={address} alt={`Attachment ${name}`} onError={fail} />
    </div>
  );
}
