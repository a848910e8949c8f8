/** The page's entry. */
import '@blueprintjs/core/lib/css/blueprint.css';
import '@blueprintjs/select/lib/css/blueprint-select.css';
import './theme.css';
import './trusted-types.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { call } from './bridge.ts';

const [about, settings] = await Promise.all([call('app.about', {}), call('settings.get', {})]);
createRoot(document.getElementById('root')!).render(<App about={about} first={settings} />);
