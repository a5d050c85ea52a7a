import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useSession } from '../../shared/session/session.js';
import { Button } from '../../shared/ui/button.js';
import { ErrorBoundary } from '../../shared/ui/error-boundary.js';
import { Icon, type IconName } from '../../shared/ui/icon.js';
import { join } from '../../shared/ui/join.js';
import { Loading } from '../../shared/ui/states.js';
import { LogIn } from '../log-in/log-in.js';
import { Broken } from './broken.js';
import styles from './frame.module.css';
import { KeyHelp } from './key-help.js';
import { UnsentBadge } from './unsent-badge.js';
import { useAllScreens } from './use-all-screens.js';
import { useLive } from './use-live.js';
import { useNavigationKeys } from './use-navigation-keys.js';
import { useOpenScanned } from './use-open-scanned.js';

/** Whoever is not logged in logs in right where they are, and goes on there. */
export function Frame() {
  const session = useSession();
  if (session.state === 'loading') return <Loading />;
  if (session.state === 'out') return <LogIn because={session.because} email={session.email} />;
  return <Portal name={session.person.name} />;
}

const links = [
  { to: '/board', icon: 'board', name: 'board' },
  { to: '/search', icon: 'search', name: 'search' },
  { to: '/factory', icon: 'factory', name: 'factory' },
  { to: '/hand-over', icon: 'handOver', name: 'handOver' },
  { to: '/customers', icon: 'customers', name: 'customers' },
] as const satisfies { to: string; icon: IconName; name: string }[];

function Portal({ name }: { name: string }) {
  const t = useTranslations('nav');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const live = useLive();
  useOpenScanned();
  useAllScreens();
  useNavigationKeys();
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#main">
        {t('skip')}
      </a>
      <nav className={styles['nav']} aria-label={t('label')}>
        <p className={styles['brand']}>FabClean</p>
        <Button
          look="main"
          wide
          className={styles['takeIn']}
          shortcut="F2"
          onClick={() => void navigate({ to: '/take-in' })}
        >
          <Icon name="takeIn" />
          {t('takeIn')}
        </Button>
        <ul className={styles['links']}>
          {links.map((link) => (
            <li key={link.to}>
              <Link to={link.to} className={styles['link']}>
                <Icon name={link.icon} />
                {t(link.name)}
              </Link>
            </li>
          ))}
        </ul>
        <UnsentBadge />
        <div className={styles['foot']}>
          <p className={join(styles['live'], live !== 'live' && styles['broken'])} role="status">
            {t(live)}
          </p>
          <KeyHelp className={join(styles['link'])} />
          <Link to="/account" className={styles['link']} title={name}>
            <Icon name="account" />
            <span className={styles['person']}>{t('account')}</span>
          </Link>
        </div>
      </nav>
      <header className={styles['corner']}>
        <Link to="/account" className={styles['cornerLink']} aria-label={t('account')} title={name}>
          <Icon name="account" />
        </Link>
      </header>
      <main id="main" className={styles['main']} tabIndex={-1}>
        <ErrorBoundary key={pathname} fallback={(_error, again) => <Broken again={again} />}>
          <Outlet />
        </ErrorBoundary>
      </main>
    </div>
  );
}
