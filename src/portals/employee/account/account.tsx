import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useOutbox } from '../../shared/outbox/outbox.js';
import { scannerGap, setScannerGap } from '../../shared/scan/use-scan.js';
import { logOut } from '../../shared/session/log-in.js';
import { useSession } from '../../shared/session/session.js';
import { chooseTheme, keptTheme, type Theme, themes } from '../../shared/theme/colours.js';
import { Button } from '../../shared/ui/button.js';
import { Card } from '../../shared/ui/card.js';
import { Field, Select } from '../../shared/ui/field.js';
import { Notice } from '../../shared/ui/notice.js';
import { Screen } from '../../shared/ui/screen.js';
import { LanguageSelect } from '../../shared/words/language-select.js';
import styles from './account.module.css';
import { ChangePassword } from './change-password.js';

/** Who is logged in here, their password, and how this machine shows and hears things. */
export function Account() {
  const t = useTranslations('account');
  const waiting = useTranslations('waiting');
  const session = useSession();
  const entries = useOutbox();
  if (session.state !== 'in') return null;
  return (
    <Screen title={t('title')}>
      <div className={styles['cards']}>
        <Card aria-labelledby="account-who">
          <h2 id="account-who">{t('loggedInAs')}</h2>
          <div>
            <p className={styles['name']}>{session.person.name}</p>
            <p className={styles['quiet']}>{session.person.email}</p>
          </div>
          {entries.length > 0 && <Notice tone="warn" title={waiting('keepsYou', { count: entries.length })} />}
          <Button disabled={entries.length > 0} onClick={() => void logOut()}>
            {t('logOut')}
          </Button>
        </Card>
        <Card aria-labelledby="account-here">
          <h2 id="account-here">{t('here')}</h2>
          <LanguageSelect />
          <Colours />
          <ScannerGap />
        </Card>
        <ChangePassword />
      </div>
    </Screen>
  );
}

function Colours() {
  const t = useTranslations('account');
  const [theme, setTheme] = useState(keptTheme);
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <Select label={t('theme')} value={theme} onChange={(event) => choose(event.target.value as Theme)}>
      {themes.map((name) => (
        <option key={name} value={name}>
          {t(`themes.${name}`)}
        </option>
      ))}
    </Select>
  );
}

function ScannerGap() {
  const t = useTranslations('account');
  const [gap, setGap] = useState(() => String(scannerGap()));
  return (
    <Field
      label={t('gap')}
      hint={t('gapHint')}
      type="number"
      min="20"
      max="200"
      step="10"
      value={gap}
      onChange={(event) => {
        setGap(event.target.value);
        setScannerGap(event.target.valueAsNumber);
      }}
    />
  );
}
