import { useTranslations } from 'use-intl';
import { answered, api } from '../../shared/api/client.js';
import { Refusal } from '../../shared/api/refusal.js';
import { soundOf } from '../../shared/scan/scan-sound.js';
import { useScan } from '../../shared/scan/use-scan.js';
import { tellFailed, useTellRefused } from '../../shared/ui/toasts.js';
import { findScanned } from '../orders/find-scanned.js';
import type { DraftCustomer } from './draft.js';

/** While an order is taken in, a scanned ticket says who brings it: whoever brought that one. */
export function useCustomerOfScan(choose: (customer: DraftCustomer) => void): void {
  const t = useTranslations('scan');
  const tellRefused = useTellRefused();
  useScan((code) => {
    findCustomer(code).then(
      (customer) => {
        soundOf('good');
        choose(customer);
      },
      (error: unknown) => {
        soundOf('bad');
        if (error instanceof Refusal && error.status !== 401 && error.status < 500) tellFailed(t('unknown', { code }));
        else tellRefused(error);
      },
    );
  });
}

async function findCustomer(code: string): Promise<DraftCustomer> {
  const { customerId } = await findScanned(code);
  return answered(api.GET('/employee/api/customers/{id}', { params: { path: { id: customerId } } }));
}
