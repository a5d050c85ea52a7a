import { useTranslations } from 'use-intl';
import type { Status } from '../../shared/api/records.js';
import { Chip, type Tone } from '../../shared/ui/chip.js';

const tones: Record<Status, Tone> = {
  'At Store': 'plain',
  'In Transit to Factory': 'info',
  'At Factory': 'info',
  Processing: 'info',
  'Quality Check': 'info',
  'In Transit to Store': 'info',
  'Ready for Delivery': 'good',
  'Out for Delivery': 'warn',
  Delivered: 'plain',
  Cancelled: 'bad',
};

/** Where an order is, in the clerk's language. */
export function StatusChip({ status }: { status: Status }) {
  const t = useTranslations('status');
  return <Chip tone={tones[status]}>{t(status)}</Chip>;
}
